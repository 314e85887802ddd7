package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.inference.InferenceGuardian.Stop;
import io.streambed.inference.InferenceGuardian.Stopped;
import io.streambed.inference.SessionSettings.Kind;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.topics.Position;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An answer to each observation on a real broker, whatever ends in between. */
@Timeout(240)
class DeliveryIT {
  private static final int OBSERVATIONS = 2000;
  private static final int POSTERIORS = OBSERVATIONS - OBSERVATIONS / 8;
  private static final int SENSORS = 40;
  private static final SessionSettings SESSIONS = SmallSessions.settings(Kind.ACCUMULATE, 1, 4);

  @TempDir Path directory;
  private Loop loop;

  @BeforeEach
  void start() {
    loop = Loop.start(directory);
    loop.publish(SmallModels.trained(1, 200));
  }

  @AfterEach
  void stop() {
    loop.close();
  }

  @Test
  void exactlyOnceNothingIsMissingAndNothingIsThereTwice() {
    Faults faults = new Faults(DeliverySettings.Kind.EXACTLY_ONCE);
    observe();
    Set<String> answered = new HashSet<>();
    Map<String, Long> counted = new HashMap<>();
    for (int i = 0; i < POSTERIORS; i++) {
      Posterior posterior = loop.posterior();
      assertTrue(answered.add(posterior.observation()), posterior.observation());
      // Each counts one more than the one before it of its sensor: none twice, none left out.
      long count = counted.merge(posterior.sensor(), 1L, Long::sum);
      assertEquals(count, posterior.standing().observations(), posterior.observation());
      faults.after(i);
    }
    Set<Position> letters = new HashSet<>();
    for (int i = POSTERIORS; i < OBSERVATIONS; i++) {
      assertTrue(letters.add(loop.deadLetter().origin()));
    }
    loop.expectNothingMore();
    faults.end();
  }

  @Test
  void atLeastOnceNothingIsMissingAndEveryRepeatIsTheSameBytes() {
    Faults faults = new Faults(DeliverySettings.Kind.AT_LEAST_ONCE);
    observe();
    Map<String, byte[]> answered = new HashMap<>();
    int repeats = 0;
    for (int i = 0; answered.size() < POSTERIORS; i++) {
      Posterior posterior = loop.posterior();
      byte[] bytes = loop.bytes(posterior);
      byte[] before = answered.put(posterior.observation(), bytes);
      assertTrue(before == null || Arrays.equals(before, bytes), posterior.observation());
      repeats += before == null ? 0 : 1;
      faults.after(i);
    }
    assertTrue(repeats > 0, "the faults were to leave something to answer again");
    Set<Position> letters = new HashSet<>();
    while (letters.size() < OBSERVATIONS - POSTERIORS) {
      letters.add(loop.deadLetter().origin());
    }
    faults.end();
  }

  /** Servers that die and members that come and go, after fixed numbers of answers. */
  private final class Faults {
    private final DeliverySettings.Kind delivery;
    private final ActorRef<InferenceGuardian.Command> first;
    private @Nullable ActorRef<InferenceGuardian.Command> second;

    Faults(DeliverySettings.Kind delivery) {
      this.delivery = delivery;
      first = loop.startService(SESSIONS, delivery);
    }

    void after(int answers) {
      if (answers % 500 == 100) {
        loop.kill(first, "inference-unit/posterior-server");
      } else if (answers == 300) {
        second = loop.startService(SESSIONS, delivery);
      } else if (answers == 900 && second != null) {
        loop.kill(second, "inference-unit/posterior-server");
      } else if (answers == 1300 && second != null) {
        stop(second);
      }
    }

    void end() {
      stop(first);
    }
  }

  private void observe() {
    for (int n = 0; n < OBSERVATIONS; n++) {
      loop.send(observation(n));
    }
  }

  private void stop(ActorRef<InferenceGuardian.Command> service) {
    TestProbe<Stopped> probe = loop.probe();
    service.tell(new Stop(probe.getRef()));
    probe.expectMessage(Duration.ofSeconds(30), Stopped.INSTANCE);
  }

  /** Every eighth one cannot be answered. */
  private static Observation observation(int n) {
    float[] y = n % 8 == 7 ? new float[3] : new float[] {n % 10 * 0.02f, 0.1f};
    return new Observation(
        "o-" + n,
        "sensor-" + n % SENSORS,
        Data.of(y),
        SmallSessions.START.plusSeconds(n),
        20,
        Duration.ofSeconds(60));
  }
}
