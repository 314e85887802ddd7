package io.streambed.topics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.ContrastSettings;
import io.streambed.science.ContrastSettings.Intra;
import io.streambed.science.ContrastSettings.Local;
import io.streambed.science.ContrastSettings.Sides;
import io.streambed.science.ContrastSettings.Weighted;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EmbedAndEmulateSettings.Discrepancy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContrastSectionTest {
  @TempDir Path directory;

  @Test
  void nothingButTheBatchIsToldApartUnlessAFileSaysSo() throws IOException {
    assertEquals(ContrastSettings.inBatch(0), contrasts(""));
  }

  @Test
  void oneSideMayCountAlone() throws IOException {
    assertEquals(
        new ContrastSettings(Sides.PARAMETERS, 9, false, null, 0, null, null),
        contrasts("sides = parameters, prior-negatives = 9"));
    assertEquals(
        new ContrastSettings(Sides.DATA, 0, false, null, 9, null, null),
        contrasts("sides = data, queue = 9"));
  }

  @Test
  void negativesOfThePriorMayComeByThemselves() throws IOException {
    assertEquals(
        new ContrastSettings(Sides.BOTH, 2048, true, null, 0, null, null),
        contrasts("prior-negatives = auto"));
  }

  @Test
  void negativesMayBePickedAndWeighted() throws IOException {
    assertEquals(
        new ContrastSettings(Sides.BOTH, 0, false, new Weighted(64, 4096, 0.25), 0, null, null),
        contrasts("weighted { negatives = 64, defensive-share = 0.25 }"));
  }

  @Test
  void contrastsMayStandNearEachPair() throws IOException {
    assertEquals(
        new ContrastSettings(Sides.BOTH, 0, false, null, 0, new Local(8, 0.01, 2, 1), null),
        contrasts("local { contrasts = 8, largest = 2 }"));
  }

  @Test
  void itemsMayBeToldFromTheirOwnDomain() throws IOException {
    assertEquals(
        new ContrastSettings(Sides.BOTH, 0, false, null, 0, null, new Intra(0.5, 0.1, 0.04, 0.25)),
        contrasts("intra { weight = 0.5, temperature = 0.25 }"));
  }

  @Test
  void aDiscrepancyHasANetworkOfItsOwnAndOtherCriticsHaveNone() throws IOException {
    assertEquals(
        new Discrepancy(48, 2),
        discrepancy("critic = discrepancy, discrepancy { width = 48, blocks = 2 }"));
    assertNull(discrepancy("discrepancy.width = 48"));
  }

  private @Nullable Discrepancy discrepancy(String keys) throws IOException {
    return assertInstanceOf(
            EmbedAndEmulateSettings.class, ExperimentSettings.from(file(keys)).estimator())
        .discrepancy();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sides = left                         | sides           | one of [both, data, parameters]
          prior-negatives = -1                 | prior-negatives | a whole number from 0 to 1048576, or auto
          prior-negatives = never              | prior-negatives | a whole number from 0 to 1048576, or auto
          prior-negatives = 5000000000         | prior-negatives | a whole number from 0 to 1048576, or auto
          sides = data, prior-negatives = auto | prior-negatives | 0 where sides is data
          sides = data, prior-negatives = 8    | prior-negatives | 0 where sides is data
          queue = 65537                        | queue           | a whole number from 0 to 65536
          sides = parameters, queue = 1        | queue           | 0 where sides is parameters
          intra.weight = -1                    | intra.weight    | a number from 0.0 to 1000.0
          intra.temperature = 0                | intra.temperature | a number above 0.0 and at most 10.0
          intra.data-noise = 11                | intra.data-noise | a number from 0.0 to 10.0
          weighted { negatives = 9, candidates = 8 } | weighted.candidates | a whole number from 9 to 1048576
          weighted.defensive-share = 1         | weighted.defensive-share | a number above 0.0 and at most 0.99
          sides = data, weighted.negatives = 1 | weighted.negatives | 0 where sides is data
          prior-negatives = 1, weighted.negatives = 1 | weighted.negatives | 0 where there are prior-negatives
          local.contrasts = 257                | local.contrasts | a whole number from 0 to 256
          local.smallest = 0                   | local.smallest  | a number above 0.0 and at most 1.0
          local.smallest = 2                   | local.smallest  | a number above 0.0 and at most 1.0
          local.weight = 0                     | local.weight    | a number above 0.0 and at most 1000.0
          sides = data, local.contrasts = 1    | local.contrasts | 0 where sides is data
          critic = discrepancy, queue = 9      | critic          | another critic where prior-negatives, weighted, queue, local or intra add to the batch
          discrepancy.width = 1                | discrepancy.width | a whole number from 2 to 8192
          discrepancy.blocks = 65              | discrepancy.blocks | a whole number from 0 to 64
          """)
  void aMistakeIsNamedWithWhatWasExpected(String keys, String path, String expected)
      throws IOException {
    CheckedSettings file = file(keys);
    InvalidSettings problem =
        assertThrows(InvalidSettings.class, () -> ExperimentSettings.from(file));
    List<SettingsMistake> mistakes = problem.mistakes();
    assertEquals(1, mistakes.size(), problem.getMessage());
    assertEquals("estimator." + path, mistakes.get(0).path());
    assertEquals(expected, mistakes.get(0).expected());
  }

  private ContrastSettings contrasts(String keys) throws IOException {
    return assertInstanceOf(
            EmbedAndEmulateSettings.class, ExperimentSettings.from(file(keys)).estimator())
        .contrasts();
  }

  private CheckedSettings file(String keys) throws IOException {
    String text =
        """
        name = moons
        simulator.name = two-moons
        prior = [
          { name = a, unit = "1", distribution = uniform, lower = -1, upper = 1 }
          { name = b, unit = "1", distribution = uniform, lower = -1, upper = 1 }
        ]
        estimator { %s }
        """
            .formatted(keys);
    Path path = Files.writeString(directory.resolve("experiment.conf"), text);
    return FileSettings.load(path.toUri().toURL(), Map.of());
  }
}
