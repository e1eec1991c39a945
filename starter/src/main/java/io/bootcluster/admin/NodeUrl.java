package io.bootcluster.admin;

import de.codecentric.boot.admin.client.config.InstanceProperties;

/**
 * The URL under which a Spring Boot Admin server is to reach the node.
 *
 * @param address what is set as the node's address, {@code host:port}; empty if nothing
 * is
 * @param secure whether the public port speaks TLS
 */
record NodeUrl(String address, boolean secure) {

	/**
	 * Set it, unless the application says another one or nothing is known that Spring
	 * Boot Admin would not find out by itself.
	 * @param instance what the application says of its instance
	 */
	void applyTo(InstanceProperties instance) {
		if (!this.address.isEmpty() && instance.getServiceUrl() == null && instance.getServiceBaseUrl() == null) {
			instance.setServiceBaseUrl((this.secure ? "https://" : "http://") + this.address);
		}
	}

}
