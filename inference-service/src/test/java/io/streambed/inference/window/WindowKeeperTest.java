package io.streambed.inference.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.inference.window.WindowKeeper.Command;
import io.streambed.inference.window.WindowKeeper.Read;
import io.streambed.inference.window.WindowKeeper.Take;
import io.streambed.science.Observation;
import io.streambed.topics.OpenWindows;
import io.streambed.topics.experiment.WindowSettings.Kind;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WindowKeeperTest {
  private final ActorTestKit kit = ActorTestKit.create();
  private final TestProbe<List<Harvest>> harvests = kit.createTestProbe();
  private final Queue<CompletableFuture<Collection<OpenWindows>>> backlogs = new ArrayDeque<>();
  private final WindowMeter meter = new WindowMeter();
  private final ActorRef<Command> keeper =
      kit.spawn(
          WindowKeeper.create(
              WindowFrame.of(SmallWindows.settings(Kind.COUNT, SmallWindows.REJECT), List.of(2)),
              meter,
              partition -> Objects.requireNonNull(backlogs.poll())));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  /** Assigns partition 0, and says what to complete with what was written down. */
  private CompletableFuture<Collection<OpenWindows>> assign() {
    CompletableFuture<Collection<OpenWindows>> backlog = new CompletableFuture<>();
    backlogs.add(backlog);
    WindowKeeper.assignments(keeper).assigned(Set.of(0));
    return backlog;
  }

  private void take(long readAt, long... offsets) {
    List<Read> readings =
        java.util.stream.LongStream.of(offsets)
            .mapToObj(
                n -> new Read(SmallWindows.received(n, SmallWindows.reading("a", n, n)), readAt))
            .toList();
    keeper.tell(new Take(readings, harvests.getRef()));
  }

  private List<Observation> observed() {
    return harvests.receiveMessage().stream()
        .flatMap(harvest -> harvest.observations().stream())
        .map(Harvest.Caused::value)
        .toList();
  }

  @Test
  void readingsWaitUntilTheirPartitionIsReadBack() {
    CompletableFuture<Collection<OpenWindows>> backlog = assign();
    take(System.nanoTime(), 0, 1);
    harvests.expectNoMessage();
    backlog.complete(List.of());
    assertEquals(1, observed().size());
  }

  @Test
  void whatWasReadBeforeItsPartitionCameIsPassedOver() {
    long before = System.nanoTime();
    assign().complete(List.of());
    take(before, 5, 6);
    assertEquals(List.of(), observed());
    take(System.nanoTime(), 0, 1);
    assertEquals("a/2026-01-01T00:00:00Z/0", observed().get(0).id());
  }

  @Test
  void whatIsLeftOfAPartitionThatWentIsPassedOverAndItIsReadAnewWhenItComesAgain() {
    assign().complete(List.of());
    take(System.nanoTime(), 0);
    assertEquals(List.of(), observed());
    WindowKeeper.assignments(keeper).revoked(Set.of(0));
    take(System.nanoTime(), 1);
    assertEquals(List.of(), observed());
    SensorTrack elsewhere =
        SensorTrack.begin(
            WindowFrame.of(SmallWindows.settings(Kind.COUNT, SmallWindows.REJECT), List.of(2)),
            "a");
    for (int n = 0; n <= 2; n++) {
      elsewhere.take(SmallWindows.reading("a", n, n), n, SmallWindows.START.plusSeconds(n));
    }
    assign().complete(List.of(elsewhere.written()));
    take(System.nanoTime(), 2, 3);
    assertEquals("a/2026-01-01T00:00:00Z/2", observed().get(0).id());
    assertEquals(1.0, meter.figures().get("readings_read_before"));
  }
}
