package io.streambed.inference.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.inference.document.PosteriorNote;
import io.streambed.science.Credence;
import io.streambed.science.Data;
import io.streambed.science.Draws;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.science.Trust;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import io.streambed.topics.Telemetry;
import io.streambed.topics.intake.Receipt;
import io.streambed.topics.intake.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class LiveViewTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final Position PLACE = new Position("x.observations", 1, 7);

  /** Three sensors, two of whose draws fit; two notes of each; two open dead letters. */
  private static final ViewSettings SETTINGS =
      new ViewSettings(0, 3, 3, 2 * 2 * 2 * Double.BYTES, 2, 4, 2, 2, 1000);

  private final LiveView view = new LiveView(SETTINGS, 1);
  private long records;

  @Test
  void aSensorHasItsNewestPosteriorAndNotesOfTheLatest() {
    for (int i = 1; i <= 3; i++) {
      view.posterior(posterior("s", "o" + i, i, i + 2));
    }
    Sensor sensor = view.sensors().find("s").orElseThrow();
    assertEquals("o3", sensor.newest().observation());
    assertEquals(List.of(2L, 3L), sensor.history().stream().map(PosteriorNote::number).toList());
    // Mean and deviation of 3 and 5.
    assertEquals(List.of(4.0), sensor.note().mean());
    assertEquals(List.of(1.0), sensor.note().sd());
    assertEquals(3, view.sensors().posteriors());
  }

  @Test
  void aPosteriorThatIsLateOrARepeatIsNotTheNewestButANewOneOnFewerObservationsIs() {
    view.posterior(posterior("s", "o1", 1, standing(1, false)));
    view.posterior(posterior("s", "o2", 1, standing(2, false)));
    view.posterior(posterior("s", "o1", 1, standing(1, false)));
    view.posterior(posterior("s", "late", 2, standing(1, true)));
    Sensor sensor = view.sensors().find("s").orElseThrow();
    assertEquals("o2", sensor.newest().observation());
    assertEquals("o2", sensor.note().observation());
    assertEquals(standing(2, false), sensor.note().standing());
    // The notes of the latest are all the same kept, of all of them the last two.
    assertEquals(4, view.sensors().outline("s").orElseThrow().posteriors());
    assertEquals(
        List.of("o1", "late"), sensor.history().stream().map(PosteriorNote::observation).toList());
    view.posterior(posterior("s", "o3", 1, standing(2, false)));
    assertEquals("o3", view.sensors().find("s").orElseThrow().newest().observation());
    view.posterior(posterior("s", "o4", 1, standing(1, false)));
    assertEquals("o4", view.sensors().find("s").orElseThrow().newest().observation());
  }

  @Test
  void theSensorThatWasSilentLongestMakesRoomWhenDrawsTakeTooMuch() {
    view.posterior(posterior("a", "1", 0, 1));
    view.posterior(posterior("b", "2", 0, 1));
    view.posterior(posterior("a", "3", 0, 1));
    view.posterior(posterior("c", "4", 0, 1));
    assertEquals(
        List.of(true, false, true),
        List.of("a", "b", "c").stream().map(s -> view.sensors().find(s).isPresent()).toList());
  }

  @Test
  void aListenerIsToldUntilItEnds() {
    List<String> heard = new ArrayList<>();
    Runnable end = view.sensors().listen("s", "", note -> heard.add(note.observation()));
    view.posterior(posterior("s", "1", 0, 1));
    view.posterior(posterior("other", "2", 0, 1));
    end.run();
    view.posterior(posterior("s", "3", 0, 1));
    assertEquals(List.of("1"), heard);
  }

  @Test
  void whoeverWaitsGetsThePosterior() {
    CompletableFuture<Reply> reply = ask("o");
    view.posterior(posterior("s", "another", 0, 1));
    assertFalse(reply.isDone());
    view.posterior(posterior("s", "o", 0, 1));
    assertTrue(reply.join() instanceof Reply.Answered);
    assertEquals(0, view.waiting());
  }

  @Test
  void nobodyGetsThePosteriorOfAnotherSensorsObservationOfTheSameId() {
    CompletableFuture<Reply> reply = ask("o");
    view.posterior(posterior("other", "o", 0, 1));
    assertFalse(reply.isDone());
    view.posterior(posterior("s", "o", 0, 1));
    assertEquals("s", ((Reply.Answered) reply.join()).posterior().sensor());
  }

  @Test
  void whoeverWaitsForARefusedObservationGetsTheDeadLetterEvenIfItCameFirst() {
    CompletableFuture<Reply> reply = ask("o");
    view.letter(letter(PLACE, DeadLetter.Fate.OPEN));
    assertTrue(reply.join() instanceof Reply.Rejected);
    assertTrue(ask("o").join() instanceof Reply.Rejected, "it is known by then");
  }

  @Test
  void noMoreMayWaitThanTheLimit() {
    CompletableFuture<Reply> first = ask("o");
    assertTrue(view.ask(observation("p"), any -> new CompletableFuture<>()).isEmpty());
    first.cancel(false);
    assertTrue(view.ask(observation("p"), any -> new CompletableFuture<>()).isPresent());
  }

  @Test
  void aDeadLetterIsRememberedOnceAndLearnsItsFate() {
    view.letter(letter(PLACE, DeadLetter.Fate.OPEN));
    view.letter(letter(PLACE, DeadLetter.Fate.OPEN));
    assertEquals(1, view.letters().open());
    view.letter(letter(PLACE, DeadLetter.Fate.DROPPED));
    Letter settled = view.letters().find(PLACE.toString()).orElseThrow();
    assertEquals(DeadLetter.Fate.DROPPED, settled.fate());
    assertEquals(5, settled.bytes());
    assertEquals(0, view.letters().open());
    assertEquals(1, view.letters().read());
  }

  @Test
  void aDeadLetterIsSettledByOneCallerAtATimeAndHasItsFateAtOnce() {
    view.letter(letter(PLACE, DeadLetter.Fate.OPEN));
    Settling settling = new Settling(view.letters());
    CompletableFuture<String> work = new CompletableFuture<>();
    assertTrue(replay(settling, work).isPresent());
    assertTrue(replay(settling, new CompletableFuture<>()).isEmpty(), "the first is at it");
    assertEquals(1, view.letters().open());
    work.complete("written");
    assertEquals(0, view.letters().open());
    assertEquals(DeadLetter.Fate.REPLAYED, remembered().fate());
  }

  @Test
  void aDeadLetterStaysOpenWhereSettlingItFails() {
    view.letter(letter(PLACE, DeadLetter.Fate.OPEN));
    Settling settling = new Settling(view.letters());
    CompletableFuture<String> work = new CompletableFuture<>();
    assertTrue(replay(settling, work).isPresent());
    work.completeExceptionally(new IllegalStateException("no broker"));
    assertEquals(1, view.letters().open());
    CompletionStage<String> refused =
        settling
            .<String>settle(
                PLACE.toString(),
                DeadLetter.Fate.REPLAYED,
                () -> CompletableFuture.completedFuture(remembered()),
                any -> {
                  throw new IllegalStateException("no such topic");
                })
            .orElseThrow();
    assertThrows(CompletionException.class, () -> refused.toCompletableFuture().join());
    assertThrows(
        IllegalStateException.class,
        () ->
            settling.settle(
                PLACE.toString(),
                DeadLetter.Fate.REPLAYED,
                () -> {
                  throw new IllegalStateException("no broker");
                },
                any -> work));
    assertEquals(1, view.letters().open());
    assertTrue(replay(settling, new CompletableFuture<>()).isPresent());
  }

  private Optional<CompletionStage<String>> replay(
      Settling settling, CompletableFuture<String> work) {
    return settling.settle(
        PLACE.toString(),
        DeadLetter.Fate.REPLAYED,
        () -> CompletableFuture.completedFuture(remembered()),
        any -> work);
  }

  private Letter remembered() {
    return view.letters().find(PLACE.toString()).orElseThrow();
  }

  @Test
  void aCourseInTimeIsThinnedFromItsBeginning() {
    for (int i = 0; i < 9; i++) {
      double step = i;
      view.telemetry(
          received(
              new Telemetry("p", "trainer", TIME.plusSeconds(i), Map.of("steps", step), Map.of())));
    }
    TelemetryMemory.Series series =
        view.telemetry().series(List.of("steps", "loss"), Instant.MIN).get(0);
    assertEquals(Map.of("steps", List.of(0.0, 4.0, 6.0, 8.0)), series.figures());
    assertEquals(8.0, view.telemetry().words().get(0).figures().get("steps"));
    assertEquals(
        List.of(TIME.plusSeconds(6), TIME.plusSeconds(8)),
        view.telemetry().series(List.of("steps"), TIME.plusSeconds(4)).get(0).times());
  }

  @Test
  void theSeriesOfTheProcessThatSpokeLastComesFirstInWhateverOrderTheyAreRead() {
    for (int second : List.of(1, 3, 2)) {
      view.telemetry(
          received(
              new Telemetry(
                  "p" + second,
                  "trainer",
                  TIME.plusSeconds(second),
                  Map.of("steps", 1.0),
                  Map.of())));
    }
    assertEquals(
        List.of("p3", "p2", "p1"),
        view.telemetry().series(List.of("steps"), Instant.MIN).stream()
            .map(TelemetryMemory.Series::process)
            .toList());
  }

  private CompletableFuture<Reply> ask(String observation) {
    return view.ask(observation(observation), any -> CompletableFuture.completedFuture(PLACE))
        .orElseThrow();
  }

  private static Observation observation(String id) {
    return new Observation(id, "s", Data.of(new float[] {1}), TIME, 1, Duration.ofSeconds(1));
  }

  private static Received<Posterior> posterior(String sensor, String id, double a, double b) {
    return received(
        new Posterior(
            id,
            sensor,
            1,
            Duration.ZERO,
            new ParameterSpace(List.of("a"), List.of("1")),
            Draws.of(1, new double[] {a, b}),
            new Trust(2, 1, 0, 0, 0, 1, 0, 0, 0),
            Posterior.Sampler.REJECTION,
            Posterior.Status.COMPLETE,
            Duration.ofMillis(1)));
  }

  private static Received<Posterior> posterior(
      String sensor, String id, long model, Posterior.Standing standing) {
    return received(
        new Posterior(
            id,
            sensor,
            model,
            Duration.ZERO,
            new ParameterSpace(List.of("a"), List.of("1")),
            Draws.of(1, new double[] {0, 1}),
            new Trust(2, 1, 0, 0, 0, 1, 0, 0, 0),
            Posterior.Sampler.REJECTION,
            Posterior.Status.COMPLETE,
            Duration.ofMillis(1),
            standing,
            Credence.NONE));
  }

  private static Posterior.Standing standing(long observations, boolean late) {
    return new Posterior.Standing(observations, observations, 0, late);
  }

  /** As the next record of its topic. */
  private Received<DeadLetter> letter(Position origin, DeadLetter.Fate fate) {
    DeadLetter open =
        new DeadLetter(
            origin, DeadLetter.Stage.TASK_PUT, "cause", "s", ByteString.fromString("bytes"));
    return received(
        fate == DeadLetter.Fate.OPEN ? open : open.settled(fate),
        new Position("x.dead-letters", 0, records++));
  }

  private static <T> Received<T> received(T value) {
    return received(value, new Position("x.any", 0, 0));
  }

  private static <T> Received<T> received(T value, Position position) {
    Raw raw = new Raw(position, "", ByteString.emptyByteString(), TIME, Map.of());
    return new Received.Decoded<>(value, raw, Receipt.of(position));
  }
}
