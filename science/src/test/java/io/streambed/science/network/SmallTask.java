package io.streambed.science.network;

import io.streambed.science.ContrastSettings;
import io.streambed.science.Data;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EmbedAndEmulateSettings.Discrepancy;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.EstimatorSettings.Critic;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.EstimatorSettings.Encoder;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.science.posterior.AdaptationSettings;
import io.streambed.science.posterior.LadderSettings;
import io.streambed.science.posterior.McmcSettings;
import io.streambed.science.prior.Distribution;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.KernelProposal;
import io.streambed.science.prior.Kernels;
import io.streambed.science.prior.Normal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Proposal;
import io.streambed.science.prior.TruncatedProposal;
import io.streambed.science.prior.UnitBox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * A task that learns in seconds: P standard normal parameters, data by a function of them and of
 * noise.
 */
record SmallTask(
    Prior prior, List<Integer> shape, BiFunction<double[], UniformRandomProvider, float[]> run) {

  /** y = φ + 0.5 e, D = P. */
  static SmallTask gaussian(int parameters) {
    return new SmallTask(
        normal(parameters),
        List.of(parameters),
        (x, random) -> {
          float[] y = new float[x.length];
          for (int p = 0; p < y.length; p++) {
            y[p] = (float) (x[p] + 0.5 * gaussianDraw(random));
          }
          return y;
        });
  }

  /** R rows, each φ + e: one parameter seen R times. */
  static SmallTask repeats(int repeats) {
    return new SmallTask(
        normal(1),
        List.of(repeats, 1),
        (x, random) -> {
          float[] y = new float[repeats];
          for (int r = 0; r < repeats; r++) {
            y[r] = (float) (x[0] + gaussianDraw(random));
          }
          return y;
        });
  }

  /** Two channels of T values, sine and cosine of a frequency that φ sets, with noise. */
  static SmallTask waves(int length) {
    return new SmallTask(
        normal(1),
        List.of(2, length),
        (x, random) -> {
          float[] y = new float[2 * length];
          double frequency = 0.5 + 0.1 * x[0];
          for (int t = 0; t < length; t++) {
            y[t] = (float) (Math.sin(frequency * t) + 0.1 * gaussianDraw(random));
            y[length + t] = (float) (Math.cos(frequency * t) + 0.1 * gaussianDraw(random));
          }
          return y;
        });
  }

  /** A small critic; the arguments are what the tests vary. */
  static EmbedAndEmulateSettings settings(Encoder encoder, Critic critic, int negatives) {
    return settings(encoder, critic, ContrastSettings.inBatch(negatives));
  }

  static EmbedAndEmulateSettings settings(
      Encoder encoder, Critic critic, ContrastSettings contrasts) {
    return new EmbedAndEmulateSettings(
        encoder,
        critic,
        DataTransform.NONE,
        8,
        32,
        1,
        1,
        1,
        true,
        0.1,
        true,
        true,
        contrasts,
        discrepancy(critic));
  }

  /** The network of the difference that a critic needs, if any. */
  static @Nullable Discrepancy discrepancy(Critic critic) {
    return critic == Critic.DISCREPANCY ? new Discrepancy(16, 1) : null;
  }

  static EmbedAndEmulateSettings settings() {
    return settings(Encoder.PERCEPTRON, Critic.COSINE, 0);
  }

  /** One of each kind, in one dimension, around 1.2. */
  static List<Proposal> narrowed() {
    Normal standard = new Normal(0, 1);
    UnitBox box =
        UnitBox.of(
            new double[] {standard.cumulative(-0.6)}, new double[] {standard.cumulative(2.3)});
    Kernels kernels = Kernels.of(1, new double[] {0.9, 1.5}, new double[] {0.16});
    return List.of(
        GaussianProposal.of(1, new double[] {1.2}, new double[] {0.25}, 0.999),
        new TruncatedProposal(1, box),
        KernelProposal.of(1, box, kernels, 0.2, 1));
  }

  /** The ladder's usual settings with few particles. */
  static LadderSettings ladder() {
    return ladder(1.5, 2, 256, LadderSettings.Last.TEMPERED_SMC);
  }

  /** Whatever is asked for goes to chains. */
  static LadderSettings chains() {
    return ladder(1e9, 1e9, 1000, LadderSettings.Last.MCMC);
  }

  private static LadderSettings ladder(
      double rejection, double resampling, int particles, LadderSettings.Last last) {
    return new LadderSettings(
        4096,
        rejection,
        resampling,
        0.7,
        new AdaptationSettings(0, 64, 4, 16_384),
        particles,
        0.5,
        0.5,
        0.1,
        30,
        100,
        0.1,
        512,
        last,
        new McmcSettings(40, 8, 0.8));
  }

  /** Batches of 64, rate 3e-3, decay over {@code steps}. */
  static TrainingSettings training(long steps) {
    return new TrainingSettings(64, 3e-3, 10, steps, 5, 0.99);
  }

  /** {@code count} fresh pairs of the prior, a function of the seed. */
  List<Outcome.Pair> pairs(int count, long seed) {
    return pairs(new PriorProposal(), count, seed);
  }

  /** The same of any proposal. */
  List<Outcome.Pair> pairs(Proposal proposal, int count, long seed) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    int[] axes = shape.stream().mapToInt(Integer::intValue).toArray();
    List<Outcome.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] x = proposal.sample(prior, random);
      Data data = Data.of(run.apply(x, random), axes);
      pairs.add(new Outcome.Pair(i, proposal.id(), Parameters.of(x), data));
    }
    return pairs;
  }

  Learner learner(EstimatorSettings settings, TrainingSettings training, long seed) {
    return learner(settings, training, new PriorProposal(), seed);
  }

  Learner learner(
      EstimatorSettings settings, TrainingSettings training, Proposal proposal, long seed) {
    Standardisation standardisation =
        Standardisation.from(settings, prior, proposal, pairs(proposal, 500, ~seed), seed);
    return Learner.create(settings, training, prior, proposal, shape, standardisation, seed);
  }

  /** Steps {@code from} to {@code to - 1}, each on fresh pairs that its number determines. */
  StepReport train(Learner learner, TrainingSettings training, int from, int to) {
    return train(learner, training, new PriorProposal(), from, to);
  }

  StepReport train(
      Learner learner, TrainingSettings training, Proposal proposal, int from, int to) {
    StepReport report = learner.step(pairs(proposal, training.batch(), from + 1_000_000L));
    for (int step = from + 1; step < to; step++) {
      report = learner.step(pairs(proposal, training.batch(), step + 1_000_000L));
    }
    return report;
  }

  static double gaussianDraw(UniformRandomProvider random) {
    return ZigguratSampler.NormalizedGaussian.of(random).sample();
  }

  private static Prior normal(int parameters) {
    List<String> names = IntStream.range(0, parameters).mapToObj(p -> "p" + p).toList();
    List<String> units = names.stream().map(name -> "1").toList();
    List<Distribution> distributions = new ArrayList<>();
    names.forEach(name -> distributions.add(new Normal(0, 1)));
    return Prior.of(new ParameterSpace(names, units), distributions);
  }
}
