package io.streambed.topics;

import io.streambed.science.Calibration;
import io.streambed.science.Cloud;
import io.streambed.science.ContrastSettings;
import io.streambed.science.Credence;
import io.streambed.science.Data;
import io.streambed.science.Draws;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Observation;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.science.Posterior;
import io.streambed.science.Reading;
import io.streambed.science.RunBlock;
import io.streambed.science.Tensor;
import io.streambed.science.Trust;
import io.streambed.science.Verdict;
import io.streambed.science.posterior.RunningStatistic;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.KernelProposal;
import io.streambed.science.prior.Kernels;
import io.streambed.science.prior.LogNormal;
import io.streambed.science.prior.Normal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.TruncatedNormal;
import io.streambed.science.prior.TruncatedProposal;
import io.streambed.science.prior.Uniform;
import io.streambed.science.prior.UnitBox;
import io.streambed.topics.codec.ModelRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.pekko.util.ByteString;

/** One of each noun, with every part of it set. */
public final class Nouns {
  public static final Instant TIME = Instant.parse("2026-11-23T10:15:30.123456789Z");
  public static final ParameterSpace SPACE =
      new ParameterSpace(List.of("a", "b", "c", "d"), List.of("1", "1/year", "m", "kg"));
  public static final Prior PRIOR =
      Prior.of(
          SPACE,
          List.of(
              new Uniform(-1, 2.5),
              new Normal(0.5, 0.25),
              new TruncatedNormal(1, 0.5, 0, Double.POSITIVE_INFINITY),
              new LogNormal(-1, 0.75)));
  public static final GaussianProposal PROPOSAL =
      GaussianProposal.of(
          2,
          new double[] {0.1, -0.2, 0.3, 0.4},
          new double[] {1, 0.5, 0, 0, 0.5, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4},
          0.999);
  public static final UnitBox BOX =
      UnitBox.of(new double[] {0, 0.125, 0.25, 0.5}, new double[] {0.75, 0.625, 1, 0.9});
  public static final TruncatedProposal TRUNCATED = new TruncatedProposal(3, BOX);
  public static final KernelProposal KERNELS =
      KernelProposal.of(
          4,
          BOX,
          Kernels.of(4, new double[] {0, 1, 2, 3, -1, -2, -3, -4}, PROPOSAL.covariance()),
          0.25,
          0.875);
  public static final EstimatorSettings ESTIMATOR = estimator(ContrastSettings.inBatch(64));

  private Nouns() {}

  public static EstimatorSettings estimator(ContrastSettings contrasts) {
    return new EmbedAndEmulateSettings(
        EstimatorSettings.Encoder.CONVOLUTION,
        EstimatorSettings.Critic.COSINE,
        EstimatorSettings.DataTransform.LOG,
        32,
        128,
        3,
        4,
        2,
        true,
        0.05,
        true,
        true,
        contrasts);
  }

  public static RunBlock runBlock(long number) {
    return new RunBlock(number, number * 256, 256, PROPOSAL);
  }

  public static Outcome.Pair pair(long run, float... y) {
    return new Outcome.Pair(run, 2, Parameters.of(run, 0.1, -2, 1e300), Data.of(y));
  }

  public static OutcomeBlock outcomes() {
    return new OutcomeBlock(
        7,
        List.of(
            pair(1792, 1, -2.5f),
            new Outcome.Failed(
                1793, 2, Parameters.of(1, 2, 3, 4), Outcome.Cause.TIMED_OUT, "no result in 10 s"),
            pair(1794, 3, Float.MIN_VALUE)),
        "lotka-volterra 1",
        -42);
  }

  public static Observation observation(String id) {
    return new Observation(
        id, "pelts", Data.of(new float[6], 2, 3), TIME, 1000, Duration.ofMillis(2500));
  }

  public static Posterior posterior(Draws draws) {
    return new Posterior(
        "o-1",
        "pelts",
        9,
        Duration.ofSeconds(90),
        SPACE,
        draws,
        new Trust(
            812.5, Double.NaN, 0.375, -1.5, -1, 0.5, 0.0625, 0.125, 0.03125, 1.25, Double.NaN),
        Posterior.Sampler.IMPORTANCE_RESAMPLING,
        Posterior.Status.DEADLINE,
        Duration.ofNanos(12_345_678),
        Posterior.Standing.ALONE,
        new Credence(Credence.Level.DOUBTFUL, List.of("sampling ended deadline")));
  }

  public static Session session() {
    return new Session(
        "pelts",
        TIME,
        18,
        6,
        TIME.minusSeconds(1),
        List.of(
            new Session.Statistic(9, RunningStatistic.of(new double[] {1, -2.125}, 3.5, 5), 0.5)),
        List.of(new Session.Window("o-1", 17, TIME, Data.of(new float[] {1, 2}, 2, 1))),
        List.of(Long.MIN_VALUE, 17L));
  }

  public static Reading reading() {
    return new Reading("pelts", TIME, OptionalLong.of(17), Data.of(new float[] {1, -2.5f}));
  }

  public static OpenWindows openWindows() {
    return new OpenWindows(
        "pelts",
        18,
        TIME,
        TIME.minusSeconds(1),
        "count",
        new OpenWindows.Run(
            TIME.minusSeconds(9),
            -2,
            5,
            6,
            List.of(
                new OpenWindows.Placed(4, Data.of(new float[] {1, -2.5f})),
                new OpenWindows.Placed(6, Data.of(new float[] {3, 4})))));
  }

  public static Telemetry telemetry() {
    return new Telemetry(
        "node-1",
        "trainer",
        TIME,
        Map.of("loss_nats", 1.25, "pairs_per_second", 40_000.0),
        Map.of("waits_for", "simulators"));
  }

  /** A model of {@code values} weights. */
  public static ModelSnapshot snapshot(long version, int values) {
    float[] weights = new float[values];
    for (int i = 0; i < values; i++) {
      weights[i] = version + 1f / (i + 1);
    }
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("encoder.weight", Tensor.of(weights, values));
    tensors.put("temperature", Tensor.of(new float[] {0.05f}));
    return new ModelSnapshot(
        new ModelSnapshot.Provenance(
            "lynx-hare", version, -42, 1, 5000, 200_000, "lotka-volterra 1", TIME),
        ESTIMATOR,
        PRIOR,
        PROPOSAL,
        List.of(42),
        tensors,
        calibration(),
        null);
  }

  /** A model that may not serve, and why. */
  public static ModelSnapshot demoted(long version, long incumbent) {
    ModelSnapshot snapshot = snapshot(version, 10);
    return new ModelSnapshot(
        snapshot.provenance(),
        snapshot.estimator(),
        snapshot.prior(),
        snapshot.proposal(),
        snapshot.dataShape(),
        snapshot.tensors(),
        snapshot.calibration(),
        verdict(incumbent));
  }

  public static Verdict verdict(long incumbent) {
    return new Verdict(
        false,
        "worse than model " + incumbent,
        incumbent,
        512,
        9.5,
        0.25,
        0.75,
        0.125,
        0.5,
        1.5,
        List.of("overconfident"),
        List.of("its loss has risen", "and again"));
  }

  public static Calibration calibration() {
    return new Calibration(
        305,
        1.25,
        -0.5,
        0.125,
        List.of(List.of(5, 300), List.of(150, 155)),
        List.of(0.5, 0.9),
        List.of(0.49, 0.91),
        List.of(300, 5),
        cloud(1),
        cloud(2));
  }

  /** Of a line of five members, and of one in two dimensions. */
  private static Cloud cloud(int size) {
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    return new Cloud(
        Tensor.of(ones, size),
        Tensor.of(ones, size),
        Tensor.of(new float[size * size], size, size),
        Tensor.of(new float[5 * size], 5, size),
        0.5 * size);
  }

  /** The prior as the proposal of a first round. */
  public static RunBlock firstRunBlock() {
    return new RunBlock(0, 0, 256, new PriorProposal());
  }

  /** A piece of a model of {@code bytes} zeros. */
  public static ModelRecord chunk(int bytes) {
    return new ModelRecord.Chunk(1, 0, 0, ByteString.fromArray(new byte[bytes]));
  }
}
