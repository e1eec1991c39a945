package io.bootcluster.leader.app;

/**
 * What a proxy of interfaces shows of a {@link Job}.
 */
public interface Ticking {

	void tick();

}
