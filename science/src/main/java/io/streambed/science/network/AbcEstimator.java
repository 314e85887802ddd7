package io.streambed.science.network;

import io.streambed.science.AbcSettings;
import io.streambed.science.Data;
import io.streambed.science.Tensor;
import io.streambed.science.posterior.DirectSampling;
import io.streambed.science.posterior.KernelDensity;
import io.streambed.science.posterior.LadderSettings;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.posterior.PosteriorSampler;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The kernel density q(u | y) of the parameters whose data came nearest to y, weighted to the
 * prior: s = log q(u | y) - log p(u).
 */
final class AbcEstimator implements PosteriorEstimator {
  private final AbcSettings settings;
  private final Prior prior;
  private final Proposal proposal;
  private final InputShape inputs;
  private final Standardisation standardisation;
  private final KeptPairs pairs;

  /** log p(u) - log p~(u) of each pair: makes draws of the proposal draws of the prior. */
  private final double[] logWeights;

  private volatile boolean closed;

  private AbcEstimator(
      AbcSettings settings,
      Prior prior,
      Proposal proposal,
      InputShape inputs,
      Standardisation standardisation,
      KeptPairs pairs) {
    this.settings = settings;
    this.prior = prior;
    this.proposal = proposal;
    this.inputs = inputs;
    this.standardisation = standardisation;
    this.pairs = pairs;
    logWeights = pairs.logWeights(prior, proposal);
  }

  /** See {@link EstimatorFamily#load}. */
  static AbcEstimator load(
      AbcSettings settings,
      Prior prior,
      Proposal proposal,
      List<Integer> dataShape,
      SortedMap<String, Tensor> tensors) {
    InputShape inputs = InputShape.of(settings.encoder(), dataShape);
    Standardisation standardisation = Standardisation.of(tensors, prior.size(), inputs.channels());
    KeptPairs pairs = KeptPairs.of(tensors, prior.size(), inputs.size());
    TreeSet<String> unknown = new TreeSet<>(tensors.keySet());
    unknown.removeAll(KeptPairs.NAMES);
    unknown.removeAll(Standardisation.NAMES);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "expected the tensors of %s, got unknown ones, %s".formatted(settings, unknown));
    }
    return new AbcEstimator(settings, prior, proposal, inputs, standardisation, pairs);
  }

  @Override
  public Candidates candidates(double[] x, int count) {
    if (count < 0 || (long) count * prior.size() > x.length) {
      throw new IllegalArgumentException(
          "expected parameters [%d, %d], got %d values".formatted(count, prior.size(), x.length));
    }
    double[] u = new double[count * prior.size()];
    double[] logPrior = new double[count];
    for (int row = 0; row < count; row++) {
      logPrior[row] = unbounded(x, row, u);
    }
    return data -> {
      float[] scores = new float[Math.multiplyExact(data.size(), count)];
      for (int n = 0; n < data.size(); n++) {
        KernelDensity density = density(data.get(n));
        for (int row = 0; row < count; row++) {
          scores[n * count + row] = (float) score(density, u, row, logPrior[row]);
        }
      }
      return scores;
    };
  }

  @Override
  public double[] own(List<Data> data, double[] x) {
    double[] u = new double[data.size() * prior.size()];
    double[] scores = new double[data.size()];
    for (int n = 0; n < scores.length; n++) {
      scores[n] = score(density(data.get(n)), u, n, unbounded(x, n, u));
    }
    return scores;
  }

  @Override
  public PosteriorSampler sampler(int bank, LadderSettings ladder, UniformRandomProvider random) {
    DirectSampling sampling = new DirectSampling(prior, proposal);
    double acceptance = Math.min(1, (double) settings.neighbours() / pairs.places());
    return (data, samples, deadline, generator) -> {
      KernelDensity density = density(data);
      double effective = 1 / (1.0 / samples + 1 / density.effectiveSize());
      return sampling.sample(
          (count, source) -> ownUnits(density.draw(count, source)),
          samples,
          effective,
          acceptance,
          deadline,
          generator);
    };
  }

  /** Rows in unbounded coordinates, [S, P], to own units. */
  private double[] ownUnits(double[] u) {
    int size = prior.size();
    double[] x = new double[u.length];
    for (int from = 0; from < u.length; from += size) {
      double[] one = prior.fromUnbounded(Arrays.copyOfRange(u, from, from + size));
      System.arraycopy(one, 0, x, from, size);
    }
    return x;
  }

  @Override
  public void close() {
    closed = true;
  }

  private KernelDensity density(Data data) {
    if (closed) {
      throw new IllegalStateException("expected an open estimator, got a closed one");
    }
    inputs.requireReadable(data);
    float[] y = standardisation.standardise(inputs, settings.transform(), data);
    int[] nearest = pairs.nearest(y, settings.neighbours());
    double[] near = Arrays.stream(nearest).mapToDouble(place -> logWeights[place]).toArray();
    return KernelDensity.of(pairs.parameters(nearest), near, settings.bandwidth());
  }

  /** Writes row {@code row} of x in unbounded coordinates to {@code u}; returns its log p(u). */
  private double unbounded(double[] x, int row, double[] u) {
    int size = prior.size();
    double[] one = prior.toUnbounded(Arrays.copyOfRange(x, row * size, (row + 1) * size));
    System.arraycopy(one, 0, u, row * size, size);
    return prior.logDensityUnbounded(one);
  }

  /** Negative infinity outside the prior's support. */
  private static double score(KernelDensity density, double[] u, int row, double logPrior) {
    double logDensity = Double.isFinite(logPrior) ? density.logDensity(u, row) : Double.NaN;
    return Double.isNaN(logDensity) ? Double.NEGATIVE_INFINITY : logDensity - logPrior;
  }
}
