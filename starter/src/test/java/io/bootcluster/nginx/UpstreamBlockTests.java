package io.bootcluster.nginx;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.bootcluster.NodesView;
import org.junit.jupiter.api.Test;

import static io.bootcluster.nginx.Nodes.node;
import static io.bootcluster.nginx.Nodes.serving;
import static io.bootcluster.nginx.Nodes.view;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What nodes become in Nginx's configuration.
 */
class UpstreamBlockTests {

	@Test
	void writeWhenNodesServeWeighsThem() {
		assertThat(write(view(serving("b", "10.0.0.2:8080", 4), serving("a", "10.0.0.1:8080", 2)))).isEqualTo("""
				# Written by Bootcluster from what its nodes say in Redis; changes are lost.
				upstream bootcluster {
				    zone bootcluster 256k;
				    server 10.0.0.1:8080 weight=2 max_fails=1 fail_timeout=1s; # a
				    server 10.0.0.2:8080 weight=4 max_fails=1 fail_timeout=1s; # b
				    # For when all above are left out for their failures: tried all the same.
				    server 10.0.0.1:8080 max_fails=0 backup;
				    server 10.0.0.2:8080 max_fails=0 backup;
				    server 10.0.0.1:8080 max_fails=0 backup;
				    server 10.0.0.2:8080 max_fails=0 backup;
				    keepalive 32;
				    keepalive_timeout 60s;
				}
				""");
	}

	@Test
	void writeWhenNodeDoesNotServeTakesItDown() {
		NodesView nodes = view(serving("a", "10.0.0.1:80", 1), node("b", "10.0.0.2:80", "draining", 2),
				node("c", "10.0.0.3:80", "starting", 0), serving("d", "10.0.0.4:80", 0), node("e", "e:80", "x\ny", 1));
		assertThat(write(nodes))
			.contains("10.0.0.2:80 weight=2 max_fails=1 fail_timeout=1s down; # b: draining\n",
					"10.0.0.3:80 weight=1 max_fails=1 fail_timeout=1s down; # c: starting\n",
					"10.0.0.4:80 weight=1 max_fails=1 fail_timeout=1s down; # d: no worker serves\n",
					"e:80 weight=1 max_fails=1 fail_timeout=1s down; # e: x?y\n")
			.doesNotContain("10.0.0.2:80 max_fails=0 backup");
	}

	@Test
	void writeWhenNginxKnowsDrainDrains() {
		NodesView nodes = view(serving("a", "10.0.0.1:80", 1), node("b", "10.0.0.2:80", "draining", 2),
				node("c", "10.0.0.3:80", "starting", 0));
		assertThat(Nodes.block(new NginxVersion(1, 29, 5), Map.of()).write(nodes).orElseThrow())
			.doesNotContain(" drain;");
		assertThat(Nodes.block(NginxVersion.DRAIN, Map.of()).write(nodes).orElseThrow()).contains(
				"10.0.0.2:80 weight=2 max_fails=1 fail_timeout=1s drain;",
				"10.0.0.3:80 weight=1 max_fails=1 fail_timeout=1s down;");
	}

	@Test
	void writeWhenNginxCanResolveAndHasAResolverResolvesNames() {
		NodesView nodes = view(serving("a", "app-1:80", 1), serving("b", "10.0.0.2:80", 1));
		Map<String, String> resolver = Map.of("bootcluster.nginx.resolver", "127.0.0.11");
		assertThat(Nodes.block(NginxVersion.RESOLVE, resolver).write(nodes).orElseThrow()).contains(
				"    resolver 127.0.0.11;\n", "app-1:80 weight=1 max_fails=1 fail_timeout=1s resolve;",
				"app-1:80 max_fails=0 resolve backup;", "10.0.0.2:80 weight=1 max_fails=1 fail_timeout=1s;");
		assertThat(Nodes.block(new NginxVersion(1, 27, 2), resolver).write(nodes).orElseThrow())
			.doesNotContain("resolve");
		assertThat(Nodes.block(NginxVersion.RESOLVE, Map.of()).write(nodes).orElseThrow()).doesNotContain("resolve");
	}

	@Test
	void writeWhenNobodyServesTriesAll() {
		assertThat(write(view(node("a", "10.0.0.1:80", "draining", 2), node("b", "10.0.0.2:80", "starting", 0))))
			.contains("# None of these serves", "10.0.0.1:80 weight=2 max_fails=1 fail_timeout=1s; # a: draining",
					"10.0.0.2:80 weight=1 max_fails=1 fail_timeout=1s; # b: starting")
			.doesNotContain("down;");
	}

	@Test
	void writeWhenThereIsNoServerIsEmpty() {
		assertThat(Nodes.block().write(view())).isEmpty();
		assertThat(Nodes.block().write(view(serving("a", "nonsense", 1)))).isEmpty();
	}

	@Test
	void writeWhenNamesAreHostileWritesNothingThatNginxReads() {
		NodesView good = view(serving("a", "10.0.0.1:80", 1));
		NodesView hostile = new NodesView(
				List.of(serving("a\n}\nserver { listen 1; }\r#\u2028\"'${x}", "10.0.0.1:80", 1),
						serving("b", "10.0.0.9:80 backup; } http {", 1), serving("c\n;", "10.0.0.8:80\n", 1)),
				null, null, "Redis\n} said ;");
		assertThat(UpstreamBlock.bare(write(hostile))).isEqualTo(UpstreamBlock.bare(write(good)));
		assertThat(write(hostile)).contains("# The picture may be old: Redis?? said ?\n",
				"# b is left out: its address is not host:port\n", "# c?? is left out: its address is not host:port\n");
	}

	@Test
	void writeWhenTwoNodesHaveOneAddressKeepsTheLater() {
		NodesView.Node later = new NodesView.Node("a", "10.0.0.1:80", "serving", 3, "r", 0, Instant.ofEpochSecond(9));
		assertThat(write(view(later, serving("b", "10.0.0.1:80", 1)))).contains("weight=3").doesNotContain("weight=1");
	}

	@Test
	void writeWhenOnlyLoadOrReleaseChangesIsTheSame() {
		NodesView.Node other = new NodesView.Node("a", "10.0.0.1:80", "serving", 1, "other", 99,
				Instant.ofEpochSecond(5));
		assertThat(write(view(other))).isEqualTo(write(view(serving("a", "10.0.0.1:80", 1))));
	}

	@Test
	void writeWhenNodesCloseEarlierClosesBeforeThem() {
		UpstreamBlock block = new UpstreamBlock(Nodes.block().settings(), Duration.ofSeconds(20), Nodes.DEBIANS);
		assertThat(block.write(view(serving("a", "a:80", 1))).orElseThrow()).contains("keepalive_timeout 16s;");
		UpstreamBlock brief = new UpstreamBlock(Nodes.block().settings(), Duration.ofSeconds(1), Nodes.DEBIANS);
		assertThat(brief.write(view(serving("a", "a:80", 1))).orElseThrow()).contains("keepalive_timeout 800ms;");
	}

	@Test
	void keptSaysSoOnceAndChangesNothingElse() {
		String block = write(view(serving("a", "10.0.0.1:80", 1)));
		String kept = UpstreamBlock.kept(block);
		assertThat(kept).contains("No node is registered any more").startsWith("# Written by Bootcluster");
		assertThat(UpstreamBlock.kept(kept)).isEqualTo(kept);
		assertThat(UpstreamBlock.bare(kept)).isEqualTo(UpstreamBlock.bare(block));
	}

	private static String write(NodesView view) {
		return Nodes.block().write(view).orElseThrow();
	}

}
