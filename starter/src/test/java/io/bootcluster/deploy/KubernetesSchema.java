package io.bootcluster.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Kubernetes says of its own objects, as a JSON Schema: the published description
 * with what OpenAPI leaves to readers. Fields that it does not list are errors, as in
 * {@code kubectl --validate=strict}, and quantities and ports may be numbers.
 */
final class KubernetesSchema {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final String KINDS = "x-kubernetes-group-version-kind";

	private static final String EXTENSION = "x-";

	private static final List<String> TEXT_OR_NUMBER = List.of("io.k8s.apimachinery.pkg.api.resource.Quantity",
			"io.k8s.apimachinery.pkg.util.intstr.IntOrString");

	private final JsonNode definitions;

	private final Map<String, String> names = new HashMap<>();

	private KubernetesSchema(JsonNode definitions) {
		this.definitions = definitions;
		definitions.propertyStream().forEach((definition) -> {
			for (JsonNode kind : definition.getValue().path(KINDS)) {
				this.names.put(name(kind), definition.getKey());
			}
		});
		definitions.forEach(KubernetesSchema::refuseUnknownFields);
		TEXT_OR_NUMBER.forEach((name) -> allowNumber((ObjectNode) definitions.path(name)));
		dropExtensions(definitions);
	}

	static KubernetesSchema load() throws IOException {
		try (InputStream file = KubernetesSchema.class.getResourceAsStream("kubernetes-1.30.json")) {
			return new KubernetesSchema(MAPPER.readTree(Objects.requireNonNull(file)).path("definitions"));
		}
	}

	/**
	 * Validate a manifest.
	 * @param manifest the manifest
	 * @return what is wrong with it
	 */
	List<String> validate(Manifest manifest) {
		String name = this.names.get(manifest.apiVersion() + "/" + manifest.kind());
		ObjectNode root = MAPPER.createObjectNode();
		root.put("$ref", "#/definitions/" + Objects.requireNonNull(name, manifest.kind()));
		root.set("definitions", this.definitions);
		Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(root);
		return schema.validate(MAPPER.valueToTree(manifest.content())).stream().map(Error::toString).toList();
	}

	private static String name(JsonNode kind) {
		String group = kind.path("group").asString();
		String version = kind.path("version").asString();
		return (group.isEmpty() ? version : group + "/" + version) + "/" + kind.path("kind").asString();
	}

	private static void refuseUnknownFields(JsonNode definition) {
		if (definition.has("properties")) {
			((ObjectNode) definition).put("additionalProperties", false);
		}
	}

	private static void allowNumber(ObjectNode definition) {
		definition.remove("format");
		definition.putArray("type").add("string").add("number");
	}

	/**
	 * Hints for clients, of which a validator warns that it does not know them.
	 */
	private static void dropExtensions(JsonNode node) {
		if (node instanceof ObjectNode object) {
			object.remove(object.propertyNames().stream().filter((name) -> name.startsWith(EXTENSION)).toList());
		}
		node.forEach(KubernetesSchema::dropExtensions);
	}

}
