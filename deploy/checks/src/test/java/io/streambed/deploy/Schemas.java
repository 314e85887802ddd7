package io.streambed.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Schemas of others, in the test's resources. */
final class Schemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

  private Schemas() {}

  /** A JSON schema; its own name, which need not be an address, does not count. */
  static Schema of(String file) {
    ObjectNode schema = (ObjectNode) read(file);
    schema.remove("$id");
    return REGISTRY.getSchema(schema);
  }

  /**
   * The schema of a Kubernetes resource definition, closed: fields that it does not name are
   * mistakes.
   */
  static Schema ofDefinition(String file) {
    JsonNode schema = read(file).at("/spec/versions/0/schema/openAPIV3Schema");
    ((ObjectNode) schema.get("properties"))
        .putObject("metadata")
        .put("type", "object")
        .put("x-kubernetes-preserve-unknown-fields", true);
    close(schema);
    return REGISTRY.getSchema(schema);
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")
        && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      object.put("additionalProperties", false);
    }
    schema.forEach(Schemas::close);
  }

  private static JsonNode read(String file) {
    try (InputStream stream = Schemas.class.getResourceAsStream("/schema/" + file)) {
      return DeployFolder.YAML.readTree(Objects.requireNonNull(stream, file));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
