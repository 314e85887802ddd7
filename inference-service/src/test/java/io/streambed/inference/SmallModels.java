package io.streambed.inference;

import io.streambed.inference.window.SmallWindows;
import io.streambed.science.Calibration;
import io.streambed.science.ContrastSettings;
import io.streambed.science.Data;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Observation;
import io.streambed.science.Outcome;
import io.streambed.science.Tensor;
import io.streambed.science.diagnostics.HeldOutClouds;
import io.streambed.science.diagnostics.ModelCalibration;
import io.streambed.science.network.Estimators;
import io.streambed.science.network.Learner;
import io.streambed.science.network.Standardisation;
import io.streambed.science.network.TrainingSettings;
import io.streambed.science.posterior.AdaptationSettings;
import io.streambed.science.posterior.LadderSettings;
import io.streambed.science.posterior.McmcSettings;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.posterior.TrustLimits;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.simulator.LinearGaussian;
import io.streambed.science.simulator.SimulationRun;
import io.streambed.topics.experiment.WindowSettings;
import io.streambed.topics.experiment.WindowSettings.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.commons.rng.simple.RandomSource;

/** Models of the linear Gaussian with two parameters, P = D = 2, small enough for a test. */
final class SmallModels {
  static final String EXPERIMENT = "small";
  static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  static final LinearGaussian SIMULATOR = new LinearGaussian(2);
  static final Calibration CALIBRATION =
      new Calibration(64, 4, -0.25, 0.5, List.of(), List.of(), List.of(), List.of());

  private static final long SEED = 20261123;
  private static final int BATCH = 256;
  private static final int BANK = 2048;
  private static final Prior PRIOR = SIMULATOR.prior();
  private static final PriorProposal PROPOSAL = new PriorProposal();
  private static final EstimatorSettings ESTIMATOR =
      estimator(EstimatorSettings.DataTransform.NONE, 0);

  private SmallModels() {}

  /** A small critic. */
  static EstimatorSettings estimator(
      EstimatorSettings.DataTransform transform, int parameterOctaves) {
    return new EmbedAndEmulateSettings(
        EstimatorSettings.Encoder.PERCEPTRON,
        EstimatorSettings.Critic.COSINE,
        transform,
        16,
        32,
        1,
        parameterOctaves,
        0,
        false,
        0.1,
        true,
        true,
        ContrastSettings.inBatch(0));
  }

  /** A model that has not learnt anything: weights of step 0. */
  static ModelSnapshot untrained(long version) {
    return snapshot(ESTIMATOR, version, learner(ESTIMATOR, 0).tensors());
  }

  /** A model after {@code steps} gradient steps on fresh pairs. */
  static ModelSnapshot trained(long version, int steps) {
    return trained(ESTIMATOR, version, steps);
  }

  /** The same of another estimator. */
  static ModelSnapshot trained(EstimatorSettings estimator, long version, int steps) {
    Learner learner = learner(estimator, steps);
    for (long step = 0; step < steps; step++) {
      learner.step(pairs(step * BATCH));
    }
    return snapshot(estimator, version, learner.tensors());
  }

  /** The model {@code snapshot} published once more, as {@code version}. */
  static ModelSnapshot republished(ModelSnapshot snapshot, long version) {
    return snapshot(version, snapshot.tensors());
  }

  /** The model {@code whole} without one of its tensors. */
  static ModelSnapshot incomplete(ModelSnapshot whole) {
    SortedMap<String, Tensor> tensors = new TreeMap<>(whole.tensors());
    tensors.remove(tensors.firstKey());
    return snapshot(whole.provenance().version(), tensors);
  }

  /** What all of these models are of. */
  static ModelContract contract() {
    return new ModelContract(PRIOR, SIMULATOR.dataShape());
  }

  /** Settings that answer within a test's patience, every observation alone. */
  static InferenceSettings settings(int parallelism) {
    return settings(
        parallelism,
        new SessionSettings(
            SessionSettings.Kind.NONE, 1, 4, 0, Duration.ofHours(1), Duration.ofMinutes(5)));
  }

  /** The same with sessions. */
  static InferenceSettings settings(int parallelism, SessionSettings session) {
    return settings(parallelism, session, DeliverySettings.Kind.AT_LEAST_ONCE);
  }

  /** The same, answered so often. */
  static InferenceSettings settings(
      int parallelism, SessionSettings session, DeliverySettings.Kind delivery) {
    WindowSettings none = SmallWindows.settings(Kind.NONE, SmallWindows.REJECT);
    return settings(parallelism, session, delivery, none);
  }

  /** The same with windows of readings. */
  static InferenceSettings settings(
      int parallelism,
      SessionSettings session,
      DeliverySettings.Kind delivery,
      WindowSettings windows) {
    return new InferenceSettings(
        BANK,
        new InferenceSettings.SampleLimits(100, 5000),
        new InferenceSettings.DeadlineLimits(Duration.ofSeconds(2), Duration.ofSeconds(60)),
        parallelism,
        Duration.ofSeconds(30),
        Duration.ofSeconds(3),
        new InferenceSettings.RestartPauses(Duration.ofMillis(100), Duration.ofSeconds(1)),
        new LadderSettings(
            4096,
            1.5,
            2,
            0.7,
            new AdaptationSettings(0, 64, 4, 16_384),
            512,
            0.5,
            0.5,
            0.1,
            30,
            100,
            0.1,
            2048,
            LadderSettings.Last.TEMPERED_SMC,
            new McmcSettings(2, 1, 0.8)),
        session,
        new DeliverySettings(delivery, Duration.ofMillis(20)),
        windows,
        new TrustLimits(
            new TrustLimits.Limit(100, 10),
            new TrustLimits.Limit(0.7, 1.5),
            new TrustLimits.Limit(5, 15),
            new TrustLimits.Limit(1, 2),
            new TrustLimits.Limit(100, 10_000),
            new TrustLimits.Limit(0.25, 0.75),
            new TrustLimits.Limit(0.05, 0.5),
            Duration.ofDays(36_500)));
  }

  /** A model that serves; to be closed. */
  static ServedModel served(ModelSnapshot snapshot) {
    return ServedModel.load(snapshot, settings(1));
  }

  /** An observation that any of these models can answer. */
  static Observation observation(String id) {
    return observation(id, Data.of(new float[] {0.3f, -0.2f}));
  }

  static Observation observation(String id, Data data) {
    return observation(id, data, 200);
  }

  static Observation observation(String id, Data data, int samples) {
    return new Observation(id, "sensor", data, CREATED, samples, Duration.ofSeconds(30));
  }

  /** Data of runs that no model was trained on. */
  static List<Data> freshData(int count) {
    return pairs(1L << 30).stream().limit(count).map(Outcome.Pair::data).toList();
  }

  private static Learner learner(EstimatorSettings estimator, int steps) {
    TrainingSettings training = new TrainingSettings(BATCH, 3e-3, 20, steps, 5, 0.99);
    Standardisation standardisation =
        Standardisation.from(estimator, PRIOR, PROPOSAL, pairs(0), SEED);
    return Learner.create(
        estimator, training, PRIOR, PROPOSAL, SIMULATOR.dataShape(), standardisation, SEED);
  }

  private static List<Outcome.Pair> pairs(long firstRun) {
    return LongStream.range(firstRun, firstRun + BATCH)
        .mapToObj(run -> SimulationRun.execute(SIMULATOR, PRIOR, PROPOSAL, SEED, run))
        .map(Outcome.Pair.class::cast)
        .toList();
  }

  /** The same model, calibrated on fresh data, with their clouds. */
  static ModelSnapshot withClouds(ModelSnapshot model) {
    List<Outcome.Pair> fresh = new ArrayList<>(pairs(1 << 20));
    fresh.addAll(pairs((1 << 20) + BATCH));
    return withClouds(model, fresh);
  }

  /** A model, calibrated on fresh pairs, with their clouds. */
  static ModelSnapshot withClouds(ModelSnapshot model, List<Outcome.Pair> fresh) {
    try (PosteriorEstimator estimator = Estimators.load(model)) {
      Calibration calibration =
          ModelCalibration.of(
              estimator,
              model.prior(),
              PROPOSAL,
              fresh,
              4,
              BANK,
              RandomSource.SPLIT_MIX_64.create(SEED));
      return new ModelSnapshot(
          model.provenance(),
          model.estimator(),
          model.prior(),
          model.proposal(),
          model.dataShape(),
          model.tensors(),
          HeldOutClouds.added(calibration, estimator, model.estimator().transform(), fresh),
          null);
    }
  }

  private static ModelSnapshot snapshot(long version, SortedMap<String, Tensor> tensors) {
    return snapshot(ESTIMATOR, version, tensors);
  }

  private static ModelSnapshot snapshot(
      EstimatorSettings estimator, long version, SortedMap<String, Tensor> tensors) {
    return new ModelSnapshot(
        new ModelSnapshot.Provenance(
            EXPERIMENT, version, SEED, 0, 0, BATCH, "linear-gaussian 1", CREATED),
        estimator,
        PRIOR,
        PROPOSAL,
        SIMULATOR.dataShape(),
        tensors,
        CALIBRATION,
        null);
  }

  /** Received now, of a record that was written a minute after the model. */
  static ReceiptTime received() {
    return new ReceiptTime(System.nanoTime(), CREATED.plusSeconds(60));
  }
}
