package io.bootcluster;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a new release replaces an old one.
 *
 * @param surge Number of workers that may run beside the wanted ones during a reload; 0
 * stops each old one first. More than memory has room for is lowered.
 * @param minReady Time that a new worker must stay ready before it counts.
 * @param smokePath Path that each new worker must answer with a status below 400 before
 * it gets requests.
 * @param smokeTimeout Time for the answer of the smoke path.
 * @param bakeTime Time for which the first new worker takes requests beside the old ones,
 * and is compared with them, before the others follow.
 * @param bakeMargin Share by which more of its answers may be server errors than of the
 * old workers' answers.
 */
public record ReloadProperties(@DefaultValue("1") int surge, @DefaultValue("0s") Duration minReady,
		@Nullable String smokePath, @DefaultValue("10s") Duration smokeTimeout, @DefaultValue("0s") Duration bakeTime,
		@DefaultValue("0.05") double bakeMargin) {

	public ReloadProperties {
		Setting.inRange("reload.surge", surge, 0, Wish.MOST);
		Setting.notNegative("reload.min-ready", minReady);
		Setting.positive("reload.smoke-timeout", smokeTimeout);
		Setting.notNegative("reload.bake-time", bakeTime);
		Setting.share("reload.bake-margin", bakeMargin);
		if (smokePath != null && !smokePath.matches("/[!-~]*")) {
			throw new WrongSettingException("bootcluster.reload.smoke-path", smokePath,
					"it must begin with / and have no blanks and nothing beyond ASCII",
					"Set the path of a request that a healthy release answers with a status below 400.");
		}
	}

}
