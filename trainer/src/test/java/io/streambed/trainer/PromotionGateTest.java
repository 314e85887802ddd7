package io.streambed.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.ModelSnapshot;
import io.streambed.science.Tensor;
import io.streambed.science.Verdict;
import io.streambed.topics.experiment.ExperimentSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PromotionGateTest {
  private static final ExperimentSettings EXPERIMENT = Rehearsal.experiment(11);
  private static final TrainerSettings SETTINGS =
      Rehearsal.settings(Path.of("unused"), List.of(300L));

  /** After 10, 150 and 300 steps. */
  private static final List<SnapshotDraft> DRAFTS = new ArrayList<>();

  private final List<Optional<ModelSnapshot>> onTopic = new ArrayList<>(List.of(Optional.empty()));
  private final PromotionGate gate =
      new PromotionGate(
          EXPERIMENT,
          SETTINGS.promotion(),
          new HeldOutCalibration(EXPERIMENT, 512),
          () -> CompletableFuture.completedFuture(onTopic.remove(0)));

  @BeforeAll
  static void train() {
    Training training = Training.begin(EXPERIMENT, SETTINGS);
    Rehearsing rehearsing = new Rehearsing(EXPERIMENT, SETTINGS, training, 1);
    for (long step : new long[] {10, 150, 300}) {
      rehearsing.until(step, t -> {});
      training.countVersion();
      DRAFTS.add(SnapshotDraft.of(EXPERIMENT, SETTINGS, training, Instant.EPOCH));
    }
  }

  @Test
  void theFirstModelIsPromotedWithItsFigures() {
    Verdict verdict = verdict(judge(DRAFTS.get(1)));
    assertTrue(verdict.promoted());
    assertEquals("the first model", verdict.reason());
    assertEquals(0, verdict.incumbent());
    assertEquals(64, verdict.pairs());
    assertTrue(verdict.loss() < 0 && verdict.loss() > -2 * Math.log(64), verdict.toString());
    assertTrue(Double.isNaN(verdict.difference()), verdict.toString());
  }

  @Test
  void aModelThatHasLearntMoreIsPromoted() {
    gate.published(judge(DRAFTS.get(0)));
    Verdict verdict = verdict(judge(DRAFTS.get(2)));
    assertTrue(verdict.promoted());
    assertTrue(verdict.reason().startsWith("better than model 1 by -"), verdict.reason());
    assertEquals(1, verdict.incumbent());
    assertTrue(verdict.difference() < -3 * verdict.differenceError(), verdict.toString());
  }

  @Test
  void aModelThatIsWorseIsNotPromotedAndTheIncumbentStays() {
    gate.published(judge(DRAFTS.get(1)));
    ModelSnapshot worse = judge(with(DRAFTS.get(2), DRAFTS.get(0).tensors()));
    assertFalse(worse.promoted());
    assertTrue(verdict(worse).reason().startsWith("worse than model 2 by "));
    gate.published(worse);

    ModelSnapshot next = judge(DRAFTS.get(2));
    assertTrue(next.promoted(), verdict(next).reason());
    assertEquals(2, verdict(next).incumbent());
  }

  @Test
  void theSameWeightsAreAsGoodAndArePromoted() {
    gate.published(judge(DRAFTS.get(1)));
    Verdict verdict = verdict(judge(with(DRAFTS.get(2), DRAFTS.get(1).tensors())));
    assertTrue(verdict.promoted());
    assertEquals("as good as model 2, by 0.0000 (0.0000) nats", verdict.reason());
  }

  @Test
  void weightsThatAreNotFiniteAreNotPromoted() {
    TreeMap<String, Tensor> spoilt = new TreeMap<>(DRAFTS.get(2).tensors());
    spoilt.replaceAll(
        (name, tensor) -> {
          float[] values = tensor.toArray();
          values[0] = Float.NaN;
          return Tensor.of(values, tensor.shape().stream().mapToInt(i -> i).toArray());
        });
    ModelSnapshot snapshot = judge(with(DRAFTS.get(2), spoilt));
    assertFalse(snapshot.promoted());
    assertTrue(verdict(snapshot).reason().startsWith("it cannot be judged: "));
  }

  @Test
  void afterARestartTheIncumbentIsTheModelOnTheTopic() {
    onTopic.set(0, Optional.of(judgedAlone(DRAFTS.get(1))));
    ModelSnapshot worse = judge(with(DRAFTS.get(2), DRAFTS.get(0).tensors()));
    assertFalse(worse.promoted());
    assertEquals(2, verdict(worse).incumbent());
  }

  @Test
  void anOlderModelDoesNotTakeThePlaceOfANewerOne() {
    onTopic.set(0, Optional.of(judgedAlone(DRAFTS.get(1))));
    Verdict verdict = verdict(judge(DRAFTS.get(0)));
    assertFalse(verdict.promoted());
    assertEquals("older than model 2", verdict.reason());
  }

  @Test
  void anIncumbentWhoseLossHasRisenSinceItsPromotionIsFlagged() {
    ModelSnapshot former = judgedAlone(DRAFTS.get(1));
    Verdict then = verdict(former);
    Verdict lower =
        new Verdict(
            true,
            then.reason(),
            0,
            then.pairs(),
            then.loss() - 6,
            then.lossError(),
            Double.NaN,
            Double.NaN,
            0,
            0,
            List.of(),
            List.of());
    onTopic.set(0, Optional.of(former.judged(lower)));
    Verdict verdict = verdict(judge(with(DRAFTS.get(2), DRAFTS.get(0).tensors())));
    assertEquals(1, verdict.incumbentFlags().size(), verdict.toString());
    assertTrue(
        verdict.incumbentFlags().get(0).startsWith("its held-out loss has risen by "),
        verdict.toString());
  }

  @Test
  void tooFewPairsJudgeNothing() {
    SnapshotDraft full = DRAFTS.get(2);
    SnapshotDraft few =
        new SnapshotDraft(
            full.provenance(),
            full.proposal(),
            full.tensors(),
            full.heldOut().subList(0, 15),
            full.compared().subList(0, 15),
            full.heldOutLoss());
    ModelSnapshot snapshot = judge(few);
    assertTrue(snapshot.promoted());
    assertEquals("not compared: 15 held-out pairs, fewer than 16", verdict(snapshot).reason());
    assertNull(snapshot.calibration());
  }

  @Test
  void aTopicThatCannotBeReadFailsThePublicationAndIsAskedAgain() {
    List<String> asked = new ArrayList<>();
    PromotionGate blind =
        new PromotionGate(
            EXPERIMENT,
            SETTINGS.promotion(),
            (critic, draft) -> Optional.empty(),
            () -> {
              asked.add("again");
              return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
            });
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThrows(
          CompletionException.class,
          () -> blind.judge(DRAFTS.get(0), Runnable::run).toCompletableFuture().join());
    }
    assertEquals(List.of("again", "again"), asked);
  }

  private ModelSnapshot judge(SnapshotDraft draft) {
    return gate.judge(draft, Runnable::run).toCompletableFuture().join();
  }

  /** As a gate without an incumbent judges. */
  private static ModelSnapshot judgedAlone(SnapshotDraft draft) {
    PromotionGate alone =
        new PromotionGate(
            EXPERIMENT,
            SETTINGS.promotion(),
            (critic, ignored) -> Optional.empty(),
            () -> CompletableFuture.completedFuture(Optional.empty()));
    return alone.judge(draft, Runnable::run).toCompletableFuture().join();
  }

  private static Verdict verdict(ModelSnapshot snapshot) {
    Verdict verdict = snapshot.verdict();
    assertNotNull(verdict);
    return verdict;
  }

  private static SnapshotDraft with(SnapshotDraft draft, SortedMap<String, Tensor> tensors) {
    return new SnapshotDraft(
        draft.provenance(),
        draft.proposal(),
        tensors,
        draft.heldOut(),
        draft.compared(),
        draft.heldOutLoss());
  }
}
