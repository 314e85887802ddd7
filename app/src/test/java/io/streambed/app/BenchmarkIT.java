package io.streambed.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The benchmark through the whole loop, on the observation that comes with the experiment. */
class BenchmarkIT {

  @TempDir Path references;

  private void copy(String resource, String name) throws IOException {
    Path folder = references.resolve("gaussian_linear/num_observation_1");
    Files.createDirectories(folder);
    String path = "/experiments/linear-gaussian/" + resource;
    try (InputStream content =
        Objects.requireNonNull(BenchmarkIT.class.getResourceAsStream(path), path)) {
      Files.copy(content, folder.resolve(name));
    }
  }

  /** On observation 1, which comes with the experiment. */
  private Ran linearGaussian(String... options) throws IOException {
    copy("observation.csv", "observation.csv");
    copy("reference.csv.bz2", "reference_posterior_samples.csv.bz2");
    String[] start = {
      "benchmark", "gaussian_linear", "--data", references.toString(), "--observations", "1"
    };
    return Ran.of(Stream.concat(Stream.of(start), Stream.of(options)).toArray(String[]::new));
  }

  @Test
  void aShortTrainingIsScoredAgainstTheClosedForm() throws IOException {
    Ran ran = linearGaussian("--pairs", "51200", "--fresh", "--no-c2st", "--json");
    assertEquals(0, ran.status(), ran.err());
    JsonNode document = ran.json();
    assertEquals("gaussian_linear", document.get("task").asText());
    assertEquals("embed-and-emulate", document.get("estimator").asText());
    assertEquals(100, document.get("steps").asInt());
    assertTrue(document.get("c2st_mean").isNull());
    // A hundred steps already carry most of the 3.47 nats between prior and posterior.
    double kl = document.at("/observations/0/kl").asDouble(Double.NaN);
    assertTrue(kl > 0 && kl < 2, ran.out());
    assertEquals(kl, document.get("kl_median").asDouble());
    // As many of 100 as are scored in their time.
    assertTrue(document.at("/ratios/pairs").asInt() >= 2, ran.out());
    double amortised = document.at("/ratios/kl").asDouble(Double.NaN);
    assertTrue(amortised > 0 && amortised < 2, ran.out());
    assertTrue(document.at("/ratios/shuffled/correlation").asDouble() > 0.5, ran.out());
    double boosted = document.get("boosted_mean").asDouble(Double.NaN);
    assertTrue(boosted > 0.5 && boosted < 1, ran.out());
  }

  /** A prior as the answer would cost the 3.47 nats that the data tell of it, on average. */
  @ParameterizedTest
  @CsvSource({"nre-c, 2", "abc, 3.4", "npe-c, 3"})
  void anotherEstimatorGoesTheSameWay(String estimator, double limit) throws IOException {
    Ran ran =
        linearGaussian(
            "--estimator",
            estimator,
            "--pairs",
            "51200",
            "--fresh",
            "--set",
            "calibration.pairs=32",
            "--set",
            "promotion.pairs=32",
            "--no-c2st",
            "--json");
    assertEquals(0, ran.status(), ran.err());
    JsonNode document = ran.json();
    assertEquals(estimator, document.get("estimator").asText());
    double kl = document.at("/observations/0/kl").asDouble(Double.NaN);
    assertTrue(kl > 0 && kl < limit, ran.out());
  }

  @Test
  void anUnknownEstimatorIsRefusedWithThoseThereAre() {
    Ran ran =
        Ran.of("benchmark", "two_moons", "--estimator", "snpe", "--data", references.toString());
    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("estimator.kind") && ran.err().contains("nre-c"), ran.err());
  }

  @Test
  void aSettingThatDoesNotExistIsNamed() throws IOException {
    Ran ran = linearGaussian("--set", "training.rat=1e-3");
    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("training.rat"), ran.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--pairs, 100, training.steps=3",
    "--minutes, 1, training.runs=3",
    "--reuse, 2, training.buffer.kind=once",
    "--seed, 2, seed=3"
  })
  void whatAnOptionSaysIsNotSaidAgain(String option, String value, String setting)
      throws IOException {
    Ran ran = linearGaussian(option, value, "--set", setting);
    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("expected " + option + " alone"), ran.err());
  }

  @Test
  void aRoundThatWouldWaitForASensorIsRefused() throws IOException {
    Ran ran =
        linearGaussian("--set", "narrowing.around=newest", "--set", "narrowing.steps=[10,10]");
    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("narrowing.around"), ran.err());
  }

  @Test
  void aMissingReferenceIsNamedBeforeAnyWork() {
    Ran ran = Ran.of("benchmark", "two_moons", "--data", references.toString());
    assertEquals(2, ran.status());
    assertTrue(
        ran.err().contains(references.resolve("two_moons/num_observation_1").toString()),
        ran.err());
  }

  @Test
  void anUnknownTaskIsRefusedWithThoseThereAre() {
    Ran ran = Ran.of("benchmark", "three_moons", "--data", references.toString());
    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("two_moons"), ran.err());
  }
}
