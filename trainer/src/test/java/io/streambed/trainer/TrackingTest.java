package io.streambed.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.streambed.topics.experiment.FileSettings;
import io.streambed.trainer.tracking.TrainingFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackingTest {
  @TempDir Path folder;

  /** Of a member whose folder is not there, as where checkpoints are on a topic. */
  private TrainingFacts facts(String member, String more) throws IOException {
    Path file = Files.writeString(folder.resolve("experiment.conf"), more);
    TrainerSettings settings =
        FileSettings.load(
                file.toUri().toURL(),
                Map.of(
                    "checkpoint.store",
                    "topic",
                    "checkpoint.directory",
                    folder.resolve(member).toString()))
            .checked(TrainerSettings::from);
    return Tracking.facts(Rehearsal.experiment(1), settings);
  }

  @Test
  void membersThatShareCheckpointsOnATopicGoOnWithTheSameRun() throws IOException {
    String id = facts("first", "").training();
    assertEquals(id, facts("second", "").training());
    assertNotEquals(id, facts("second", "training.batch = 64").training());
  }
}
