package io.bootcluster.admin;

import java.util.Optional;

import de.codecentric.boot.admin.client.config.InstanceProperties;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NodeUrl} and {@link NodeMetadata}.
 */
class NodeUrlTests {

	private final InstanceProperties instance = new InstanceProperties();

	@Test
	void urlIsTheNodesAddressIfThatIsSet() {
		new NodeUrl("web-1:8443", true).applyTo(this.instance);
		assertThat(this.instance.getServiceBaseUrl()).isEqualTo("https://web-1:8443");
	}

	@Test
	void urlIsLeftToSpringBootAdminIfNothingIsSet() {
		new NodeUrl("", false).applyTo(this.instance);
		assertThat(this.instance.getServiceBaseUrl()).isNull();
	}

	@Test
	void urlOfTheApplicationStays() {
		this.instance.setServiceBaseUrl("https://outside");
		new NodeUrl("web-1:80", false).applyTo(this.instance);
		assertThat(this.instance.getServiceBaseUrl()).isEqualTo("https://outside");
	}

	@Test
	void metadataNameTheNodeAndNoWorker() {
		assertThat(new NodeMetadata(() -> Optional.of(Views.of("serving", "1.1 serving leads"))).getMetadata())
			.containsOnlyKeys("tags.node", "startup")
			.containsEntry("tags.node", "web:80");
		assertThat(new NodeMetadata(Optional::empty).getMetadata()).isEmpty();
	}

}
