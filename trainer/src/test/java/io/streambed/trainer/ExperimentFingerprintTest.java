package io.streambed.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.AbcSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.checkpoint.Fingerprint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentFingerprintTest {
  private final TrainerSettings settings = Rehearsal.settings(Path.of("here"), List.of(25L, 35L));
  private final Fingerprint fingerprint =
      ExperimentFingerprint.of(Rehearsal.experiment(11), settings);

  @Test
  void the_folder_does_not_matter() {
    TrainerSettings elsewhere = Rehearsal.settings(Path.of("there"), List.of(25L, 35L));

    assertEquals(
        List.of(),
        fingerprint.differences(ExperimentFingerprint.of(Rehearsal.experiment(11), elsewhere)));
  }

  @Test
  void other_settings_of_the_simulator_matter() {
    ExperimentSettings plain = Rehearsal.experiment(11);
    ExperimentSettings finer =
        new ExperimentSettings(
            plain.name(),
            plain.title(),
            plain.seed(),
            plain.simulator(),
            Map.of("spacing", 0.05),
            plain.prior(),
            plain.estimator(),
            plain.pinned());

    assertEquals(
        List.of("simulator.settings: the checkpoint has {}, this experiment has {spacing=0.05}"),
        fingerprint.differences(ExperimentFingerprint.of(finer, settings)));
  }

  @Test
  void another_kind_of_estimator_and_its_settings_matter() {
    EstimatorSettings abc = new AbcSettings(EstimatorSettings.DataTransform.NONE, 1000, 50, 1);
    Fingerprint kept = ExperimentFingerprint.of(Rehearsal.experiment(11, abc), settings);
    EstimatorSettings fewer = new AbcSettings(EstimatorSettings.DataTransform.NONE, 1000, 49, 1);

    assertEquals(1, fingerprint.differences(kept).size());
    assertEquals(
        List.of(
            "estimator: the checkpoint has AbcSettings[transform=NONE, pairs=1000, neighbours=50,"
                + " bandwidth=1.0], this experiment has AbcSettings[transform=NONE, pairs=1000,"
                + " neighbours=49, bandwidth=1.0]"),
        kept.differences(ExperimentFingerprint.of(Rehearsal.experiment(11, fewer), settings)));
  }

  @Test
  void another_seed_or_other_rounds_matter() {
    TrainerSettings longer = Rehearsal.settings(Path.of("here"), List.of(25L, 36L));

    List<String> differences =
        fingerprint.differences(ExperimentFingerprint.of(Rehearsal.experiment(12), longer));

    assertEquals(2, differences.size());
    assertEquals(
        "rounds: the checkpoint has Budget[roundSteps=[25, 35], time=PT0S], this experiment has"
            + " Budget[roundSteps=[25, 36], time=PT0S]",
        differences.get(0));
    assertEquals("seed: the checkpoint has 11, this experiment has 12", differences.get(1));
  }
}
