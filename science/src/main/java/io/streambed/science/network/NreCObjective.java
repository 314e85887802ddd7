package io.streambed.science.network;

import io.streambed.science.NreCSettings;
import io.streambed.science.Outcome;
import io.streambed.science.network.NreCPass.Batch;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * NRE-C on a residual classifier (arXiv 2210.06170), the contrasts from within the batch: they are
 * draws of the pairs' own proposal, independent of the data they meet.
 */
final class NreCObjective implements Objective {
  private final NreCSettings settings;
  private final LearningTask task;
  private final Standardisation standardisation;
  private final RatioNetwork network;
  private final Weights served;
  private final NreCPass firstHalf;
  private final NreCPass secondHalf;

  NreCObjective(NreCSettings settings, LearningTask task, Standardisation standardisation) {
    this.settings = settings;
    this.task = task;
    this.standardisation = standardisation;
    network = new RatioNetwork(settings, task.prior().size(), task.dataShape());
    served = new Weights(network.layout());
    firstHalf = pass();
    secondHalf = pass();
  }

  private NreCPass pass() {
    DataFeed data = new DataFeed(network.inputs(), settings.transform(), standardisation);
    return new NreCPass(network, settings.odds(), data, served);
  }

  @Override
  public WeightLayout layout() {
    return network.layout();
  }

  @Override
  public void requirePairs(List<Outcome.Pair> pairs) {
    task.requirePairs(pairs, network.inputs());
  }

  /** Each half of the items on a thread of its own; which one is faster changes nothing. */
  @Override
  public double step(float[] weights, List<Outcome.Pair> pairs, long step, float[] gradient) {
    served.set(weights);
    Batch batch = batch(pairs);
    int middle = pairs.size() / 2;
    double[] second = new double[1];
    CompletableFuture<Void> companion =
        Companion.begin(() -> second[0] = secondHalf.step(batch, middle, pairs.size()));
    double first;
    try {
      first = firstHalf.step(batch, 0, middle);
    } finally {
      companion.exceptionally(failure -> null).join();
    }
    companion.join();
    float[] a = firstHalf.gradient();
    float[] b = secondHalf.gradient();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = a[i] + b[i];
    }
    return (first + second[0]) / pairs.size();
  }

  @Override
  public double loss(float[] weights, List<Outcome.Pair> pairs) {
    served.set(weights);
    return firstHalf.loss(batch(pairs), 0, pairs.size()) / pairs.size();
  }

  /** Runs between forward and backward passes; for tests of memory that is freed too early. */
  void betweenPasses(Runnable hook) {
    firstHalf.betweenPasses(hook);
    secondHalf.betweenPasses(hook);
  }

  private Batch batch(List<Outcome.Pair> pairs) {
    int size = task.prior().size();
    double[] x = new double[pairs.size() * size];
    for (int n = 0; n < pairs.size(); n++) {
      System.arraycopy(pairs.get(n).parameters().toArray(), 0, x, n * size, size);
    }
    return new Batch(
        pairs.stream().map(Outcome.Pair::data).toList(),
        Whitened.of(standardisation, task.prior(), x, pairs.size()),
        Math.min(settings.contrasts(), pairs.size() - 1));
  }
}
