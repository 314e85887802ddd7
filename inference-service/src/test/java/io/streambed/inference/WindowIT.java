package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.inference.InferenceGuardian.Stop;
import io.streambed.inference.InferenceGuardian.Stopped;
import io.streambed.inference.window.SmallWindows;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.topics.GroupRole;
import io.streambed.topics.Topics;
import io.streambed.topics.experiment.WindowSettings;
import io.streambed.topics.experiment.WindowSettings.Kind;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Windows of two readings on a real broker. The tests follow one another on the same topics. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WindowIT {
  private static final WindowSettings SETTINGS =
      SmallWindows.settings(Kind.TIME, SmallWindows.REJECT);

  @TempDir static Path directory;
  private static Loop loop;
  private static Topics topics;
  private static TestSubscriber.Probe<Observation> observations;

  @BeforeAll
  static void start() {
    loop = Loop.start(directory);
    topics = Topics.of(SmallModels.EXPERIMENT);
    observations = loop.read(topics.observations());
  }

  @AfterAll
  static void stop() {
    observations.cancel();
    loop.close();
  }

  @Test
  @Order(1)
  void aKeeperThatDiesInMidWindowLosesNoReading() {
    ActorRef<InferenceGuardian.Command> service = loop.startService(SETTINGS);
    send("a", 0);
    send("b", 0);
    loop.telemetryUntil("readings_added", 2);
    loop.kill(service, "inference-unit/window-keeper");
    send("a", 1);
    assertNext("a", 0);
    send("b", 1);
    assertNext("b", 0);
    assertStops(service);
  }

  @Test
  @Order(2)
  void aServiceThatIsStoppedInMidWindowGoesOnWithIt() {
    ActorRef<InferenceGuardian.Command> service = loop.startService(SETTINGS);
    send("a", 2);
    loop.telemetryUntil("readings_added", 1);
    assertStops(service);
    service = loop.startService(SETTINGS);
    send("a", 3);
    assertNext("a", 2);
    loop.telemetryUntil("windows", 1);
    assertStops(service);
  }

  @Test
  @Order(3)
  void readingsThatAreReadAgainMakeNoOtherWindows() {
    loop.rewind(topics.readings(), GroupRole.WINDOWS);
    ActorRef<InferenceGuardian.Command> service = loop.startService(SETTINGS);
    loop.telemetryUntil("readings_read_before", 6);
    send("a", 4);
    send("a", 5);
    assertNext("a", 4);
    assertStops(service);
  }

  @Test
  @Order(4)
  void aReadingThatCannotBeUsedIsADeadLetterAndTheOthersGoOn() {
    ActorRef<InferenceGuardian.Command> service = loop.startService(SETTINGS);
    loop.send(topics.readings(), SmallWindows.reading("a", 6, 1, 2));
    assertEquals(
        "reading.values: expected 1, one of each channel, got 2", loop.deadLetter().cause());
    send("a", 6);
    send("a", 7);
    assertNext("a", 6);
    assertStops(service);
  }

  private static void send(String sensor, int place) {
    loop.send(topics.readings(), SmallWindows.reading(sensor, place, place));
  }

  private static void assertNext(String sensor, int place) {
    Observation observation = Loop.next(observations);
    assertEquals(sensor + "/" + SmallWindows.START.plusSeconds(place), observation.id());
    assertEquals(Data.of(new float[] {place, place + 1}), observation.data());
    assertEquals(200, observation.samples());
  }

  private static void assertStops(ActorRef<InferenceGuardian.Command> service) {
    TestProbe<Stopped> probe = loop.probe();
    service.tell(new Stop(probe.getRef()));
    probe.expectMessage(Duration.ofSeconds(10), Stopped.INSTANCE);
  }
}
