package io.streambed.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the built-in experiments reach, by the commands of README: minutes each. */
@Tag("slow")
class AccuracyIT {
  @TempDir Path directory;

  @Test
  void lynxAndHareComeWithinAFifthOfADeviationOfThePublishedReference() {
    JsonNode demo = demo("lynx-hare");
    for (JsonNode parameter : demo.get("posterior")) {
      double deviation = parameter.get("reference_sd").asDouble();
      double mean = parameter.get("mean").asDouble();
      double shift = (mean - parameter.get("reference_mean").asDouble()) / deviation;
      double ratio = parameter.get("sd").asDouble() / deviation;
      assertTrue(Math.abs(shift) <= 0.2, parameter.toString());
      assertTrue(ratio >= 0.92 && ratio <= 1.1, parameter.toString());
    }
    assertTrue(demo.get("c2st").asDouble() <= 0.55, demo.get("c2st").toString());
  }

  @Test
  void linearGaussianComesWithinAFiftiethOfANatOfTheClosedForm() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("gaussian_linear/num_observation_1"));
    copy("observation.csv", folder.resolve("observation.csv"));
    copy("reference.csv.bz2", folder.resolve("reference_posterior_samples.csv.bz2"));
    Ran ran =
        Ran.of(
            "benchmark",
            "gaussian_linear",
            "--data",
            directory.toString(),
            "--observations",
            "1",
            "--no-c2st",
            "--json");
    assertEquals(0, ran.status(), ran.err());
    double kl = ran.json().get("kl_mean").asDouble(Double.NaN);
    assertTrue(kl > -0.02 && kl <= 0.02, "KL " + kl);
  }

  private static void copy(String resource, Path target) throws IOException {
    String path = "/experiments/linear-gaussian/" + resource;
    try (InputStream content =
        Objects.requireNonNull(AccuracyIT.class.getResourceAsStream(path), path)) {
      Files.copy(content, target);
    }
  }

  /** 3,744 of its eight thousand steps gave a C2ST of .510 and a KL of .051. */
  @Test
  void twoMoonsShowBothCrescents() {
    JsonNode demo = demo("two-moons");
    assertTrue(demo.get("c2st").asDouble() <= 0.55, demo.get("c2st").toString());
    assertTrue(demo.get("kl").asDouble() <= 0.1, demo.get("kl").toString());
  }

  private JsonNode demo(String experiment) {
    Ran ran = Ran.of("demo", experiment, "--data", directory.toString(), "--json");
    assertEquals(0, ran.status(), ran.err());
    return ran.json();
  }
}
