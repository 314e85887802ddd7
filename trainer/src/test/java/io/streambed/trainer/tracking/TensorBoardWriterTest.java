package io.streambed.trainer.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.topics.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardWriterTest {
  @TempDir Path folder;

  @Test
  void aSessionThatGoesOnFromACheckpointDoublesNoStep() throws IOException {
    BehaviorTestKit<Report> first = BehaviorTestKit.create(TensorBoardWriter.create(folder));
    for (long step : new long[] {0, 10, 20, 20, 30}) {
      first.run(measured(step, 10));
    }
    // Killed: its file stays as it is. The next one goes on from the checkpoint at 10.
    BehaviorTestKit<Report> second = BehaviorTestKit.create(TensorBoardWriter.create(folder));
    for (long step : new long[] {12, 25, 35}) {
      second.run(measured(step, 10));
    }
    assertEquals(
        Map.of("training/loss_nats", List.of(0L, 12L, 25L, 35L)), EventFolder.steps(folder));
  }

  @Test
  void aFolderThatCannotBeWrittenCostsOnlyPoints() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "");
    BehaviorTestKit<Report> writer =
        BehaviorTestKit.create(TensorBoardWriter.create(taken.resolve("events")));
    writer.run(measured(1, 0));
    writer.run(measured(2, 0));
    assertEquals(1, writer.getAllLogEntries().size(), "one warning");
    Files.delete(taken);
    writer.run(measured(3, 0));
    assertEquals(
        Map.of("training/loss_nats", List.of(3L)), EventFolder.steps(taken.resolve("events")));
  }

  private static Report measured(long step, long saved) {
    return new Report.Measured(
        new Telemetry(
            "p",
            "trainer",
            Instant.ofEpochSecond(step),
            Map.of(
                "steps",
                (double) step,
                "checkpoint_steps",
                (double) Math.min(step, saved),
                "loss_nats",
                1.0),
            Map.of()));
  }
}
