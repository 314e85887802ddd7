package io.streambed.trainer.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.streambed.topics.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlflowReporterTest {
  private static final String LOSS = "training/loss_nats";

  @TempDir Path folder;
  private final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString("pekko.actor.testkit.typed.filter-leeway = 20s"));
  private final MlflowEndpoints server;

  MlflowReporterTest() throws IOException {
    server = MlflowEndpoints.start(0);
  }

  @AfterEach
  void close() {
    kit.shutdownTestKit();
    server.close();
  }

  @Test
  void aTrainingIsOneRunWithParametersCurvesAndAnEnd() {
    ActorRef<MlflowReporter.Command> reporter = reporter(settings(server.uri(), 100));
    reporter.tell(measured(10, "training"));
    reporter.tell(measured(20, "finished"));

    assertEquals(
        "7",
        server.await(c -> c.path().equals("runs/create")).body().at("/experiment_id").asText());
    MlflowEndpoints.Call described = server.await(c -> c.path().equals("runs/log-batch"));
    assertEquals("batch", described.body().at("/params/0/key").asText());
    assertEquals("512", described.body().at("/params/0/value").asText());
    MlflowEndpoints.Call ended = server.await(c -> c.path().equals("runs/update"));
    assertEquals("FINISHED", ended.body().get("status").asText());
    assertTrue(ended.body().get("end_time").asLong() > 0);
    assertEquals(Map.of(LOSS, List.of(10L, 20L)), server.steps);
  }

  @Test
  void aRestartedTrainingGoesOnWithItsRunAndDoublesNoStep() {
    ActorRef<MlflowReporter.Command> first = reporter(settings(server.uri(), 100));
    first.tell(measured(10, "training"));
    first.tell(measured(20, "training"));
    server.await(c -> steps(c) > 0 && c.body().toString().contains("\"step\":20"));
    kit.stop(first);
    assertEquals(
        "KILLED", server.await(c -> c.path().equals("runs/update")).body().get("status").asText());

    ActorRef<MlflowReporter.Command> second = reporter(settings(server.uri(), 100));
    second.tell(measured(15, "training"));
    second.tell(measured(30, "training"));
    assertEquals(
        "RUNNING", server.await(c -> c.path().equals("runs/update")).body().get("status").asText());
    server.await(c -> c.body().toString().contains("\"step\":30"));
    assertEquals(1, server.runs());
    assertEquals(Map.of(LOSS, List.of(10L, 20L, 30L)), server.steps);
  }

  @Test
  void whileTheServerIsAwayTheOldestPointsGiveWayAndThereIsOneWarning() {
    server.refuse(503);
    ActorRef<MlflowReporter.Command> reporter =
        LoggingTestKit.warn("MLflow does not take")
            .withOccurrences(1)
            .expect(
                kit.system(),
                () -> {
                  ActorRef<MlflowReporter.Command> shutOut = reporter(settings(server.uri(), 100));
                  server.await(c -> c.path().startsWith("experiments/"));
                  server.await(c -> c.path().startsWith("experiments/"));
                  return shutOut;
                });
    // All are in its mailbox before the server can let it in.
    LongStream.rangeClosed(1, 150).forEach(step -> reporter.tell(measured(step, "training")));
    server.refuse(0);
    server.await(c -> c.body().toString().contains("\"step\":150"));
    assertEquals(LongStream.rangeClosed(51, 150).boxed().toList(), server.steps.get(LOSS));
  }

  @Test
  void aBatchThatIsRefusedForGoodIsDroppedAndTheNextOneGoesOn() {
    ActorRef<MlflowReporter.Command> reporter = reporter(settings(server.uri(), 100));
    server.await(c -> c.path().equals("runs/log-batch"));
    LoggingTestKit.warn("HTTP status 400")
        .expect(
            kit.system(),
            () -> {
              server.refuse(400);
              reporter.tell(measured(1, "training"));
              return reporter;
            });
    server.refuse(0);
    reporter.tell(measured(2, "training"));
    server.await(c -> c.body().toString().contains("\"step\":2"));
    assertEquals(List.of(2L), server.steps.get(LOSS));
  }

  @Test
  void theTokenOfAFileIsSentAndSaidNowhere() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
    MlflowSettings settings =
        new MlflowSettings(
            server.uri(),
            Optional.of("pond"),
            new MlflowSettings.Token(Optional.empty(), Optional.of(token)),
            100,
            Duration.ofSeconds(5));
    reporter(settings);
    MlflowEndpoints.Call asked = server.await(c -> true);
    assertEquals("Bearer s3cret", asked.authorization());
    assertFalse(settings.toString().contains("s3cret"));
  }

  @Test
  void aTrainingKeepsItsIdWhereItsCheckpointsAre() {
    String id = TrainingId.in(folder);
    assertEquals(36, id.length());
    assertEquals(id, TrainingId.in(folder));
  }

  private ActorRef<MlflowReporter.Command> reporter(MlflowSettings settings) {
    return kit.spawn(
        MlflowReporter.create(
            settings,
            new TrainingFacts("pond", "id-1", Map.of("batch", "512"), Map.of("seed", "1"))));
  }

  private static MlflowSettings settings(URI uri, int queue) {
    return new MlflowSettings(
        uri, Optional.empty(), MlflowSettings.Token.NONE, queue, Duration.ofSeconds(5));
  }

  private static int steps(MlflowEndpoints.Call call) {
    return call.body().path("metrics").size();
  }

  private static MlflowReporter.Command measured(long step, String phase) {
    return new MlflowReporter.Tell(
        new Report.Measured(
            new Telemetry(
                "p",
                "trainer",
                Instant.ofEpochSecond(step),
                Map.of("steps", (double) step, "loss_nats", 1.0),
                Map.of("phase", phase))));
  }
}
