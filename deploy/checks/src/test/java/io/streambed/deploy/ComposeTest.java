package io.streambed.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class ComposeTest {
  private static final Path FILE = DeployFolder.PATH.resolve("compose/compose.yaml");
  private static final Schema SCHEMA = Schemas.of("compose-spec.json");

  /** With merge keys resolved, which Jackson does not. */
  private static JsonNode compose() {
    Object content = new Yaml().load(DeployFolder.text(FILE));
    return new ObjectMapper().valueToTree(content);
  }

  @Test
  void itIsAsTheComposeSpecificationSays() {
    assertEquals(List.of(), SCHEMA.validate(compose()));
  }

  @Test
  void aMistakeIsFound() throws IOException {
    for (String mistake : List.of("{image: a, prots: [80]}", "{image: a, cap_drop: ALL}")) {
      JsonNode wrong = DeployFolder.YAML.readTree("services: {a: " + mistake + "}");
      assertFalse(SCHEMA.validate(wrong).isEmpty(), mistake);
    }
  }

  @Test
  void everyFileThatIsMountedIsThere() {
    for (JsonNode service : compose().path("services")) {
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asText().split(":", -1)[0];
        if (source.startsWith(".")) {
          Path file = FILE.getParent().resolve(source).normalize();
          assertTrue(Files.exists(file), file.toString());
        }
      }
    }
  }

  @Test
  void whatPrometheusAsksIsAService() {
    JsonNode services = compose().path("services");
    DeployFolder.yaml(DeployFolder.PATH.resolve("compose/prometheus/prometheus.yml"))
        .at("/scrape_configs/0/static_configs/0/targets")
        .forEach(target -> assertTrue(services.has(target.asText().split(":", -1)[0])));
  }
}
