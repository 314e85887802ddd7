package io.streambed.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is in the folder deploy. */
final class DeployFolder {
  static final ObjectMapper YAML = new YAMLMapper();

  /** Tests run in deploy/checks. */
  static final Path PATH = Path.of("..").toAbsolutePath().normalize();

  static final Path KUBERNETES = PATH.resolve("kubernetes");
  static final Path EXPERIMENT = KUBERNETES.resolve("base/experiment.conf");
  static final Path REFERENCE = PATH.resolveSibling("topics/src/main/resources/reference.conf");

  private DeployFolder() {}

  /** A document of a YAML file. */
  record Document(String where, JsonNode content) {
    String kind() {
      return content.path("apiVersion").asText() + " " + content.path("kind").asText();
    }

    String name() {
      return content.at("/metadata/name").asText();
    }
  }

  /** Documents of all files below {@code kubernetes}, in the order of their names. */
  static List<Document> manifests() {
    return files(KUBERNETES, ".yaml").flatMap(file -> documents(file).stream()).toList();
  }

  static Stream<Path> files(Path folder, String ending) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  static List<Document> documents(Path file) {
    return documents(text(file), PATH.relativize(file).toString());
  }

  static List<Document> documents(String yaml, String where) {
    try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      return all.readAll().stream()
          .filter(content -> !content.isNull())
          .map(content -> new Document(where, content))
          .toList();
    } catch (IOException problem) {
      throw new UncheckedIOException(where, problem);
    }
  }

  static JsonNode yaml(Path file) {
    return documents(file).get(0).content();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
