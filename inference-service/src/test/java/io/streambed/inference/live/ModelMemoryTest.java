package io.streambed.inference.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.inference.document.ModelManifest;
import io.streambed.science.ContrastSettings;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Verdict;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.simulator.LinearGaussian;
import io.streambed.topics.model.ModelArrival;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelMemoryTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  /** Three models. */
  private final ModelMemory models = new ModelMemory(new ViewSettings(0, 1, 1, 1, 1, 2, 3, 1, 1));

  @Test
  void theModelThatServesIsRememberedHoweverManyAreNotPromotedAfterIt() {
    models.add(model(1, true));
    models.add(model(2, true));
    for (long version = 3; version <= 7; version++) {
      models.add(model(version, false));
    }
    assertEquals(2, models.serving().map(ModelManifest::version).orElseThrow());
    assertEquals(
        List.of(7L, 6L, 2L), models.newestFirst().stream().map(ModelManifest::version).toList());
    models.add(model(8, true));
    models.add(model(9, false));
    assertEquals(8, models.serving().map(ModelManifest::version).orElseThrow());
    assertEquals(
        List.of(9L, 8L, 7L), models.newestFirst().stream().map(ModelManifest::version).toList());
  }

  private static ModelArrival model(long version, boolean promoted) {
    ModelSnapshot snapshot =
        new ModelSnapshot(
            new ModelSnapshot.Provenance("small", version, 1, 0, 0, 0, "linear-gaussian 1", TIME),
            new EmbedAndEmulateSettings(
                EstimatorSettings.Encoder.PERCEPTRON,
                EstimatorSettings.Critic.COSINE,
                EstimatorSettings.DataTransform.NONE,
                16,
                32,
                1,
                0,
                0,
                false,
                0.1,
                true,
                true,
                ContrastSettings.inBatch(0)),
            new LinearGaussian(2).prior(),
            new PriorProposal(),
            List.of(2),
            new TreeMap<>(),
            null,
            new Verdict(promoted, "", 0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of()));
    return new ModelArrival.Arrived(snapshot, 0, "0".repeat(64), TIME);
  }
}
