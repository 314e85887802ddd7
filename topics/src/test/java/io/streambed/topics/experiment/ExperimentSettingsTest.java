package io.streambed.topics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.AbcSettings;
import io.streambed.science.Data;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.NpeCSettings;
import io.streambed.science.NreCSettings;
import io.streambed.science.prior.MultivariateNormal;
import io.streambed.science.prior.Prior;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentSettingsTest {
  private static final String GOOD =
      """
      name = moons
      seed = 7
      simulator.name = two-moons
      prior = [
        { name = a, unit = "1", distribution = uniform, lower = -1, upper = 1 }
        { name = b, unit = "1", distribution = uniform, lower = -1, upper = 1 }
      ]
      """;

  @TempDir Path directory;

  @Test
  void aShortFileIsFilledUpWithDefaults() throws IOException {
    ExperimentSettings experiment = ExperimentSettings.from(load(GOOD, Map.of()));

    assertEquals("moons", experiment.name());
    assertEquals(7, experiment.seed());
    assertEquals(List.of("a", "b"), experiment.prior().space().names());
    assertEquals(EstimatorSettings.Kind.EMBED_AND_EMULATE, experiment.estimator().kind());
    EmbedAndEmulateSettings estimator =
        assertInstanceOf(EmbedAndEmulateSettings.class, experiment.estimator());
    assertEquals(EstimatorSettings.Critic.COSINE, estimator.critic());
    assertEquals(64, estimator.embedding());
  }

  @Test
  void theCommandLineWinsOverTheFile() throws IOException {
    assertEquals(9, ExperimentSettings.from(load(GOOD, Map.of("seed", 9L))).seed());
  }

  @Test
  void aKeyOfTheCommandLineThatDoesNotExistIsNamed() throws IOException {
    CheckedSettings file = load(GOOD, Map.of("training.rat", FileSettings.value("1e-3")));
    InvalidSettings problem =
        assertThrows(InvalidSettings.class, () -> ExperimentSettings.from(file));
    assertEquals("training.rat", problem.mistakes().get(0).path());
    assertTrue(problem.getMessage().contains("the command line"), problem.getMessage());
  }

  @Test
  void aValueIsReadAsAFileReadsIt() {
    assertEquals(0.003, FileSettings.value("3e-3"));
    assertEquals(List.of(4000, 6000), FileSettings.value("[4000, 6000]"));
    assertEquals("nre-c", FileSettings.value("nre-c"));
    assertThrows(IllegalArgumentException.class, () -> FileSettings.value("[1"));
    assertThrows(IllegalArgumentException.class, () -> FileSettings.value(""));
    assertThrows(IllegalArgumentException.class, () -> FileSettings.value("1e-3, batch = 64"));
  }

  @Test
  void thePinnedRecordLiesBesideTheFile() throws IOException {
    Files.writeString(directory.resolve("y.csv"), "u,v\n0.5,-0.25\n");

    PinnedObservation pinned =
        ExperimentSettings.from(load(GOOD + "observation.file = y.csv", Map.of())).pinned();

    assertNotNull(pinned);
    assertEquals(Data.of(new float[] {0.5f, -0.25f}), pinned.data());
  }

  @ParameterizedTest
  @CsvSource({"2048, 4", "8192, 64"})
  void aCriticThatItsTopicCannotCarryIsAMistake(int width, int blocks) throws IOException {
    CheckedSettings file =
        load(GOOD + "estimator { width = %d, blocks = %d }".formatted(width, blocks), Map.of());

    InvalidSettings problem =
        assertThrows(InvalidSettings.class, () -> ExperimentSettings.from(file));

    assertTrue(
        problem.getMessage().contains("estimator: expected a model of at most 54 MiB"),
        problem.getMessage());
  }

  @Test
  void theKindOfEstimatorDecidesWhichKeysAreRead() throws IOException {
    String estimator =
        """
        estimator { transform = log, nre-c { contrasts = 9, width = 16 }, abc.pairs = 500, npe-c.bins = 8 }
        """;

    assertEquals(
        new NreCSettings(EstimatorSettings.DataTransform.LOG, 9, 1, 16, 2, 0, 0),
        ExperimentSettings.from(load(GOOD + estimator, Map.of("estimator.kind", "nre-c")))
            .estimator());
    assertEquals(
        new AbcSettings(EstimatorSettings.DataTransform.LOG, 500, 100, 1),
        ExperimentSettings.from(load(GOOD + estimator, Map.of("estimator.kind", "abc")))
            .estimator());
    assertEquals(
        new NpeCSettings(EstimatorSettings.DataTransform.LOG, 5, 8, 3, 50, 2, 10, 0),
        ExperimentSettings.from(load(GOOD + estimator, Map.of("estimator.kind", "npe-c")))
            .estimator());
  }

  @ParameterizedTest
  @CsvSource({
    "layers, 0",
    "bins, 1",
    "bins, 501",
    "tail, 0",
    "width, 0",
    "blocks, -1",
    "atoms, 1",
    "data-octaves, 13",
    "layers, many"
  })
  void aSettingOfNpeCThatIsOutOfRangeIsNamed(String key, String value) throws IOException {
    CheckedSettings file =
        load(GOOD + "estimator.kind = npe-c", Map.of("estimator.npe-c." + key, value));
    InvalidSettings problem =
        assertThrows(InvalidSettings.class, () -> ExperimentSettings.from(file));
    assertEquals(1, problem.mistakes().size(), problem.getMessage());
    assertEquals("estimator.npe-c." + key, problem.mistakes().get(0).path());
  }

  @Test
  void anUnknownKindOfEstimatorIsNamedWithThoseThereAre() throws IOException {
    CheckedSettings file = load(GOOD + "estimator { kind = npe-d, abc.neighbors = 1 }", Map.of());
    InvalidSettings problem =
        assertThrows(InvalidSettings.class, () -> ExperimentSettings.from(file));
    List<String> paths = problem.mistakes().stream().map(SettingsMistake::path).toList();
    assertTrue(paths.containsAll(List.of("estimator.kind", "estimator.abc.neighbors")));
    for (EstimatorSettings.Kind kind : EstimatorSettings.Kind.values()) {
      assertTrue(problem.getMessage().contains(kind.toString()), problem.getMessage());
    }
  }

  @Test
  void moreNeighboursThanPairsAreAMistake() throws IOException {
    CheckedSettings file =
        load(GOOD + "estimator { kind = abc, abc { pairs = 10, neighbours = 11 } }", Map.of());
    InvalidSettings problem =
        assertThrows(InvalidSettings.class, () -> ExperimentSettings.from(file));
    assertEquals(1, problem.mistakes().size(), problem.getMessage());
    assertEquals("estimator.abc.neighbours", problem.mistakes().get(0).path());
  }

  @Test
  void anEncoderThatCannotReadTheDataIsAMistake() throws IOException {
    String bad =
        """
        name = moons
        simulator.name = two-moons
        prior = [
          { name = a, unit = "1", distribution = uniform, lower = -1, upper = 1 }
          { name = b, unit = "1", distribution = uniform, lower = -1, upper = 1 }
        ]
        estimator.encoder = sum-of-repeats
        """;
    InvalidSettings problem =
        assertThrows(InvalidSettings.class, () -> ExperimentSettings.from(load(bad, Map.of())));
    assertTrue(
        problem.mistakes().stream().anyMatch(m -> m.path().equals("estimator.encoder")),
        problem.getMessage());
  }

  @Test
  void allMistakesOfABadFileAreNamedAtOnceWithTheirLines() throws IOException {
    String bad =
        """
        name = "Two Moons"
        sede = 7
        simulator.name = three-moons
        prior = [
          { name = a, unit = "1", distribution = uniform, lower = 1, upper = -1 }
          { name = b, unit = "1", distribution = gaussian, mean = 0, deviation = 1 }
        ]
        estimator { embedding = 1, crtic = cosine }
        training.batch.size = 3
        """;

    InvalidSettings problem =
        assertThrows(InvalidSettings.class, () -> ExperimentSettings.from(load(bad, Map.of())));

    List<String> paths = problem.mistakes().stream().map(SettingsMistake::path).toList();
    for (String path :
        List.of(
            "name",
            "sede",
            "simulator.name",
            "prior[0].upper",
            "prior[1].distribution",
            "estimator.embedding",
            "estimator.crtic")) {
      assertTrue(paths.contains(path), path + " in " + problem.getMessage());
    }
    SettingsMistake second =
        problem.mistakes().stream().filter(m -> m.path().equals("sede")).findFirst().orElseThrow();
    assertEquals("a known key (did you mean seed?)", second.expected());
    assertTrue(second.where().endsWith("experiment.conf:2"), second.where());
  }

  @Test
  void aPriorOfAnotherSizeThanTheSimulatorsIsAMistake() throws IOException {
    String three =
        GOOD.replace(
            "]", "  { name = c, unit = m, distribution = normal, mean = 0, deviation = 1 }]");
    InvalidSettings problem =
        assertThrows(InvalidSettings.class, () -> ExperimentSettings.from(load(three, Map.of())));
    assertTrue(problem.getMessage().contains("prior: expected 2 parameters"), problem.getMessage());
  }

  private static final String CORRELATED =
      """
      name = moons
      simulator.name = two-moons
      prior = [
        { names = [a, b], unit = "1", distribution = multivariate-normal, mean = [0, 1]
          %s }
      ]
      """;

  @Test
  void parametersThatDependOnEachOtherShareAnEntry() throws IOException {
    double[] mean = {0, 1};
    Prior prior =
        ExperimentSettings.from(load(CORRELATED.formatted("covariance = [2, 1, 1, 2]"), Map.of()))
            .prior();
    assertEquals(List.of("a", "b"), prior.space().names());
    assertEquals(List.of("1", "1"), prior.space().units());
    assertEquals(List.of(MultivariateNormal.of(mean, new double[] {2, 1, 1, 2})), prior.blocks());
    Prior inverse =
        ExperimentSettings.from(load(CORRELATED.formatted("precision = [2, 1, 1, 2]"), Map.of()))
            .prior();
    assertEquals(
        List.of(MultivariateNormal.ofPrecision(mean, new double[] {2, 1, 1, 2})), inverse.blocks());
  }

  @Test
  void mistakesOfASharedEntryAreNamed() throws IOException {
    for (String bad :
        List.of(
            "covariance = [1, 2, 2, 1]",
            "covariance = [1, 0, 1]",
            "covariance = [1, 0, 0, 1], precision = [1, 0, 0, 1]",
            "precision = [1, 0.5, 0, 1]",
            "",
            "name = c, covariance = [1, 0, 0, 1]")) {
      InvalidSettings problem =
          assertThrows(
              InvalidSettings.class,
              () -> ExperimentSettings.from(load(CORRELATED.formatted(bad), Map.of())));
      assertTrue(
          problem.mistakes().stream().anyMatch(m -> m.path().startsWith("prior[0]")),
          problem.getMessage());
    }
  }

  @Test
  void aFileThatIsNotHoconIsOneMistakeWithItsLine() {
    InvalidSettings problem =
        assertThrows(InvalidSettings.class, () -> load("name = x\nprior = [ {", Map.of()));
    assertTrue(
        problem.mistakes().get(0).where().contains("experiment.conf:"), problem.getMessage());
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    URL missing = directory.resolve("nowhere.conf").toUri().toURL();
    InvalidSettings problem =
        assertThrows(InvalidSettings.class, () -> FileSettings.load(missing, Map.of()));
    assertTrue(problem.getMessage().contains("nowhere.conf"), problem.getMessage());
  }

  private CheckedSettings load(String text, Map<String, ?> overrides) throws IOException {
    Path file = Files.writeString(directory.resolve("experiment.conf"), text);
    return FileSettings.load(file.toUri().toURL(), overrides);
  }
}
