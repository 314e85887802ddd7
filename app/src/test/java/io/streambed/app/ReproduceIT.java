package io.streambed.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reproductions through the whole loop, with trainings that are far too short to convince. */
class ReproduceIT {

  @TempDir Path directory;

  private Ran shortly(String name) {
    return Ran.of("reproduce", name, "--steps", "60", "--data", directory.toString(), "--json");
  }

  @Test
  void bothTrialsAreTrainedAndTheStatisticIsLookedFor() throws IOException {
    Ran ran = shortly("unimodal");
    JsonNode document = ran.json();
    assertEquals(document.get("reproduced").asBoolean() ? 0 : 1, ran.status(), ran.err());
    assertEquals(6, document.get("claims").size());
    assertEquals("sphere", document.at("/trials/0/trial").asText());
    assertEquals("inner-product", document.at("/trials/1/trial").asText());
    assertEquals(60, document.at("/trials/1/steps").asInt());
    JsonNode sphere = document.at("/figures/trials/0");
    assertEquals(3, sphere.get("statistic_from_embedding").size());
    assertEquals(7, sphere.get("embedding_from_statistic").size());
    // Seven random directions hold .2 to .7 of the values; sixty steps found more than .9 of each.
    for (JsonNode determined : sphere.get("statistic_from_embedding")) {
      assertTrue(determined.asDouble() > 0.75, ran.out());
    }
    assertEquals(16, sphere.get("kl").size());
    // A prior as the answer would miss all of it.
    double missed = sphere.get("kl_mean").asDouble();
    assertTrue(missed > 0 && missed < sphere.get("information").asDouble(), ran.out());
    assertFiles("unimodal", document);
  }

  @Test
  void redundantParametersAreMeasuredAgainstInformativeOnes() throws IOException {
    Ran ran = shortly("redundant");
    JsonNode document = ran.json();
    assertEquals(document.get("reproduced").asBoolean() ? 0 : 1, ran.status(), ran.err());
    JsonNode sphere = document.at("/figures/trials/0");
    assertEquals("idle3", sphere.at("/parameters/5").asText());
    assertEquals(6, sphere.get("gradient_norms").size());
    double share = sphere.get("gradient_share").asDouble();
    assertTrue(share > 0 && share < 0.8, ran.out());
    assertEquals(5, sphere.get("ks").size());
    assertTrue(sphere.at("/ks/0/0").asDouble() > sphere.at("/ks_bands/0").asDouble(), ran.out());
    assertFiles("redundant", document);
  }

  private void assertFiles(String name, JsonNode document) throws IOException {
    Path report = directory.resolve("reproduce-%s.html".formatted(name));
    assertEquals(report.toString(), document.get("report").asText());
    String page = Files.readString(report);
    assertFalse(page.contains("src=\"http") || page.contains("<link"), "loads from elsewhere");
    Path beside = directory.resolve("reproduce-%s.json".formatted(name));
    assertEquals(document, new ObjectMapper().readTree(beside.toFile()));
  }

  @Test
  void anUnknownNameIsRefusedWithThoseThereAre() {
    Ran ran = Ran.of("reproduce", "trimodal");
    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("unimodal") && ran.err().contains("redundant"), ran.err());
  }
}
