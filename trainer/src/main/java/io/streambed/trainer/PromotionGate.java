package io.streambed.trainer;

import io.streambed.science.Calibration;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Outcome;
import io.streambed.science.RatioEstimator;
import io.streambed.science.Tensor;
import io.streambed.science.Verdict;
import io.streambed.science.diagnostics.HeldOutScores;
import io.streambed.science.network.Estimators;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.prior.Proposal;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.model.ModelArrival;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a draft a snapshot: calibrates it, and compares it on held-out pairs with the incumbent,
 * the newest model that was promoted. One that is worse beyond noise may not serve. Used by one
 * actor; one draft at a time.
 */
final class PromotionGate {
  private static final Logger LOG = LoggerFactory.getLogger(PromotionGate.class);

  /** Fewer pairs tell nothing. */
  private static final int FEWEST = 16;

  private final ExperimentSettings experiment;
  private final PromotionSettings settings;
  private final Calibrator calibrator;
  private final Supplier<CompletionStage<Optional<ModelSnapshot>>> served;
  private @Nullable CompletableFuture<Optional<ModelSnapshot>> incumbent;

  /**
   * @param served looks for the newest model that was promoted before this process began; asked
   *     with the first draft, and again if it fails
   */
  PromotionGate(
      ExperimentSettings experiment,
      PromotionSettings settings,
      Calibrator calibrator,
      Supplier<CompletionStage<Optional<ModelSnapshot>>> served) {
    this.experiment = experiment;
    this.settings = settings;
    this.calibrator = calibrator;
    this.served = served;
  }

  /** Over held-out calibration, with the incumbent that the experiment's topic keeps. */
  static PromotionGate of(
      ExperimentSettings experiment,
      TrainerSettings settings,
      TopicClient client,
      ActorSystem<?> system) {
    return new PromotionGate(
        experiment,
        settings.promotion(),
        new HeldOutCalibration(experiment, settings.calibration().candidates()),
        () ->
            client
                .models()
                .serving()
                .map(serving -> serving.map(ModelArrival.Arrived::snapshot))
                .runWith(Sink.head(), system));
  }

  /** Ends with the draft's snapshot and the verdict on it; fails if no incumbent can be found. */
  CompletionStage<ModelSnapshot> judge(SnapshotDraft draft, Executor executor) {
    CompletableFuture<Optional<ModelSnapshot>> known = incumbent;
    CompletableFuture<Optional<ModelSnapshot>> found =
        known == null || known.isCompletedExceptionally()
            ? served.get().toCompletableFuture()
            : known;
    incumbent = found;
    return found.thenApplyAsync(former -> judged(draft, former), executor);
  }

  /** To be called once a snapshot is on its topic. */
  void published(ModelSnapshot snapshot) {
    if (snapshot.promoted()) {
      incumbent = CompletableFuture.completedFuture(Optional.of(snapshot));
    }
  }

  private ModelSnapshot judged(SnapshotDraft draft, Optional<ModelSnapshot> former) {
    long version = former.map(model -> model.provenance().version()).orElse(0L);
    try (PosteriorEstimator candidate = load(draft.proposal(), draft.tensors())) {
      Calibration calibration = calibration(candidate, draft);
      return snapshot(draft, calibration, verdict(draft, candidate, calibration, former));
    } catch (RuntimeException problem) {
      LOG.warn("model {} cannot be judged", draft.provenance().version(), problem);
      String reason = "it cannot be judged: " + problem.getMessage();
      return snapshot(draft, null, Verdict.unjudged(false, reason, version));
    }
  }

  private Verdict verdict(
      SnapshotDraft draft,
      RatioEstimator candidate,
      @Nullable Calibration calibration,
      Optional<ModelSnapshot> former) {
    long version = draft.provenance().version();
    long serving = former.map(model -> model.provenance().version()).orElse(0L);
    List<Outcome.Pair> pairs = draft.compared();
    if (version < serving) {
      return Verdict.unjudged(false, "older than model %d".formatted(serving), serving);
    }
    if (pairs.size() < FEWEST) {
      String reason =
          "not compared: %d held-out pairs, fewer than %d".formatted(pairs.size(), FEWEST);
      return Verdict.unjudged(true, reason, serving);
    }
    Judgement judgement = new Judgement(settings, HeldOutScores.of(candidate, pairs), calibration);
    // A repeat, after a restart, of what serves already is compared with itself, and no worse.
    return former.isEmpty() ? judgement.first() : verdict(draft, judgement, former.orElseThrow());
  }

  private Verdict verdict(SnapshotDraft draft, Judgement judgement, ModelSnapshot former) {
    try (PosteriorEstimator estimator = load(former.proposal(), former.tensors())) {
      return judgement.against(
          former,
          HeldOutScores.of(estimator, draft.compared()),
          () -> Optional.ofNullable(calibration(estimator, draft)));
    }
  }

  private @Nullable Calibration calibration(RatioEstimator estimator, SnapshotDraft draft) {
    try {
      return calibrator.calibrate(estimator, draft).orElse(null);
    } catch (RuntimeException problem) {
      LOG.warn("no calibration with model {}", draft.provenance().version(), problem);
      return null;
    }
  }

  private PosteriorEstimator load(Proposal proposal, SortedMap<String, Tensor> tensors) {
    return Estimators.load(
        experiment.estimator(),
        experiment.prior(),
        proposal,
        experiment.simulator().dataShape(),
        tensors);
  }

  private ModelSnapshot snapshot(
      SnapshotDraft draft, @Nullable Calibration calibration, Verdict verdict) {
    return new ModelSnapshot(
        draft.provenance(),
        experiment.estimator(),
        experiment.prior(),
        draft.proposal(),
        experiment.simulator().dataShape(),
        draft.tensors(),
        calibration,
        verdict);
  }
}
