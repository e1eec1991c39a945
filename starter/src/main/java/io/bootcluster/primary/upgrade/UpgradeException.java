package io.bootcluster.primary.upgrade;

/**
 * An upgrade did not come about; everything is as it was.
 */
public final class UpgradeException extends Exception {

	UpgradeException(String reason) {
		super(reason);
	}

	UpgradeException(String reason, Throwable cause) {
		super(reason, cause);
	}

}
