package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.inference.InferenceGuardian.Stop;
import io.streambed.inference.InferenceGuardian.Stopped;
import io.streambed.science.Data;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.Position;
import io.streambed.topics.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole service on a real broker. The tests follow one another on the same topics. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InferenceIT {
  @TempDir static Path directory;
  private static Loop loop;
  private static ModelSnapshot trained;

  @BeforeAll
  static void start() {
    loop = Loop.start(directory);
    trained = SmallModels.trained(1, 400);
  }

  @AfterAll
  static void stop() {
    loop.close();
  }

  @Test
  @Order(1)
  void anObservationIsAnsweredByThePublishedModel() {
    ActorRef<InferenceGuardian.Command> service = loop.startService();
    loop.publish(trained);
    Observation observation = SmallModels.observation("a");
    loop.observe(observation);
    Posterior posterior = loop.posterior();
    assertEquals("a", posterior.observation());
    assertEquals(1, posterior.modelVersion());
    assertEquals(200, posterior.draws().size());
    double deviation = Math.sqrt(SmallModels.SIMULATOR.posteriorCovariance()[0]);
    double[] mean = SmallModels.SIMULATOR.posteriorMean(observation.data());
    assertEquals(mean[0], posterior.draws().mean(0), 0.5 * deviation);
    assertEquals(mean[1], posterior.draws().mean(1), 0.5 * deviation);
    assertStops(service);
  }

  @Test
  @Order(2)
  void badObservationsEndAsDeadLettersWithTheReasonAndThePartitionGoesOn() {
    ActorRef<InferenceGuardian.Command> service = loop.startService();
    assertDeclined("bytes that are no observation", "Observation");
    assertDeclined("x".repeat(1_048_100), "of 1048100 bytes are kept");
    assertDeclined(SmallModels.observation("b", Data.of(new float[] {1, Float.NaN})), "NaN");
    assertDeclined(
        SmallModels.observation("c", Data.of(new float[3])),
        "observation.data: expected shape [2], got shape [3]");
    assertDeclined(
        asking("d", 5001, Duration.ofSeconds(1)),
        "observation.samples: expected at most 5000, got 5001");
    assertDeclined(
        asking("e", 1, Duration.ofHours(1)),
        "observation.deadline: expected at most 60.0 s, got 3600.0 s");
    loop.observe(SmallModels.observation("f"));
    assertEquals("f", loop.posterior().observation());
    assertStops(service);
  }

  @Test
  @Order(3)
  void aTamperedModelIsRefusedWhileTheOldOneServes() {
    ActorRef<InferenceGuardian.Command> service = loop.startService();
    loop.observe(SmallModels.observation("g"));
    assertEquals(1, loop.posterior().modelVersion());
    loop.publishTampered(SmallModels.republished(trained, 2));
    loop.publish(SmallModels.incomplete(SmallModels.republished(trained, 3)));
    Telemetry report = loop.telemetryUntil("refused_models", 2);
    String note = String.valueOf(report.notes().get("last_refused_model"));
    assertTrue(note.startsWith("version 3: "), note);
    loop.observe(SmallModels.observation("h"));
    assertEquals(1, loop.posterior().modelVersion());
    loop.publish(SmallModels.republished(trained, 4));
    loop.telemetryUntil("model_version", 4);
    loop.observe(SmallModels.observation("i"));
    assertEquals(4, loop.posterior().modelVersion());
    assertStops(service);
  }

  @Test
  @Order(4)
  void afterARestartWhatWasNotAnsweredIsAnsweredByTheNewestModelAndNothingElse() {
    loop.observe(SmallModels.observation("j"));
    ActorRef<InferenceGuardian.Command> service = loop.startService();
    Posterior posterior = loop.posterior();
    assertEquals("j", posterior.observation());
    assertEquals(4, posterior.modelVersion());
    assertStops(service);
    loop.expectNothingMore();
  }

  @Test
  @Order(5)
  void aRepeatedObservationGetsTheSameDraws() {
    ActorRef<InferenceGuardian.Command> service = loop.startService();
    loop.observe(SmallModels.observation("k"));
    loop.observe(SmallModels.observation("k"));
    assertArrayEquals(loop.posterior().draws().toArray(), loop.posterior().draws().toArray());
    assertStops(service);
  }

  @Test
  @Order(6)
  void noObservationIsLostWhileModelsAreReplaced() {
    ActorRef<InferenceGuardian.Command> service = loop.startService();
    for (int version = 5; version < 15; version++) {
      loop.publish(SmallModels.republished(trained, version));
      for (int i = 0; i < 10; i++) {
        loop.observe(SmallModels.observation("n-%d-%d".formatted(version, i)));
      }
    }
    long last = 0;
    for (int version = 5; version < 15; version++) {
      for (int i = 0; i < 10; i++) {
        Posterior posterior = loop.posterior();
        assertEquals("n-%d-%d".formatted(version, i), posterior.observation());
        assertTrue(posterior.modelVersion() >= last, "versions never go back");
        last = posterior.modelVersion();
      }
    }
    assertStops(service);
    loop.expectNothingMore();
  }

  @Test
  @Order(7)
  void whenTheServerDiesTheServiceBeginsAgainWithTheNewestModel() {
    ActorRef<InferenceGuardian.Command> service = loop.startService();
    loop.observe(SmallModels.observation("p"));
    assertEquals("p", loop.posterior().observation());
    loop.kill(service, "inference-unit/posterior-server");
    loop.observe(SmallModels.observation("q"));
    Posterior posterior = loop.posterior();
    while (posterior.observation().equals("p")) { // its offset was not committed: at least once
      posterior = loop.posterior();
    }
    assertEquals("q", posterior.observation());
    assertEquals(14, posterior.modelVersion());
    assertStops(service);
  }

  private static void assertDeclined(Observation observation, String cause) {
    assertDeclined(loop.observe(observation), cause);
  }

  private static void assertDeclined(String bytes, String cause) {
    assertDeclined(loop.send(bytes), cause);
  }

  private static void assertDeclined(Position position, String cause) {
    DeadLetter letter = loop.deadLetter();
    assertEquals(position, letter.origin());
    assertTrue(letter.cause().contains(cause), letter.cause());
  }

  private static void assertStops(ActorRef<InferenceGuardian.Command> service) {
    TestProbe<Stopped> probe = loop.probe();
    service.tell(new Stop(probe.getRef()));
    probe.expectMessage(Duration.ofSeconds(10), Stopped.INSTANCE);
  }

  private static Observation asking(String id, int samples, Duration deadline) {
    return new Observation(
        id, "sensor", Data.of(new float[2]), SmallModels.CREATED, samples, deadline);
  }
}
