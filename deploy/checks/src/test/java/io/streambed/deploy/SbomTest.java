package io.streambed.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bill of materials of the program: what is shipped, no more and no less, and its licences. */
class SbomTest {
  private static final Path APP = DeployFolder.PATH.resolveSibling("app/target");
  private static final Path BILL = APP.resolve("bom.json");

  /**
   * By SPDX's names, or where a project says another, by its own: JFreeChart is under the LGPL,
   * used as a library of its own; re2j's is BSD with three clauses.
   */
  private static final Set<String> ALLOWED =
      Set.of(
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-1.0",
          "GNU Lesser General Public Licence",
          "Go License",
          "ISC",
          "MIT",
          "MIT-0");

  @BeforeEach
  void aBuildThatIsOnlineMakesIt() {
    assumeTrue(Files.exists(BILL), "no " + BILL + "; mvn package makes it, but for -o");
  }

  @Test
  void everyJarThatIsShippedIsInItAndNothingElse() {
    Set<String> shipped =
        DeployFolder.files(APP.resolve("lib"), ".jar")
            .map(jar -> String.valueOf(jar.getFileName()))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> named = new TreeSet<>();
    for (JsonNode component : DeployFolder.yaml(BILL).path("components")) {
      named.add(jar(component));
    }
    assertTrue(shipped.size() > 100, "jars: " + shipped.size());
    assertEquals(shipped, named, "of another build? mvn clean package, without -o, makes both");
  }

  @Test
  void everyLicenceIsOneThatGoesWithApache2() {
    Set<String> others = new TreeSet<>();
    for (JsonNode component : DeployFolder.yaml(BILL).path("components")) {
      if (!component.path("group").asText().equals("io.streambed")) {
        Set<String> licences = licences(component);
        if (licences.stream().noneMatch(ALLOWED::contains)) {
          others.add(component.path("purl").asText() + " " + licences);
        }
      }
    }
    assertEquals(Set.of(), others);
  }

  /** As Maven's copy of it is called. */
  private static String jar(JsonNode component) {
    String purl = component.path("purl").asText();
    String classifier =
        purl.contains("classifier=") ? purl.replaceAll(".*classifier=([^&]*).*", "-$1") : "";
    return "%s-%s%s.jar"
        .formatted(component.path("name").asText(), component.path("version").asText(), classifier);
  }

  private static Set<String> licences(JsonNode component) {
    Set<String> licences = new TreeSet<>();
    for (JsonNode choice : component.path("licenses")) {
      JsonNode licence = choice.path("license");
      licences.add(licence.has("id") ? licence.path("id").asText() : licence.path("name").asText());
      if (choice.has("expression")) {
        licences.add(choice.path("expression").asText());
      }
    }
    licences.remove("");
    return licences;
  }
}
