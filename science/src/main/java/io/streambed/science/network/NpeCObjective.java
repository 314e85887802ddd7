package io.streambed.science.network;

import io.streambed.science.NpeCSettings;
import io.streambed.science.Outcome;
import io.streambed.science.network.SeededGenerator.Purpose;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.TruncatedProposal;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * NPE-C (arXiv 1905.07488) by a spline flow: for pairs of the prior, whole or cut to a box (arXiv
 * 2210.04815), the mean of log p(φ) - log q(φ | y), which is least where q is the posterior, cut
 * alike; for those of other proposals the atomic loss, the atoms from within the batch.
 */
final class NpeCObjective implements Objective {
  private final NpeCSettings settings;
  private final LearningTask task;
  private final Standardisation standardisation;
  private final long seed;
  private final FlowCoordinates coordinates;
  private final FlowNetwork network;
  private final Weights served;
  private final NpeCPass firstHalf;
  private final NpeCPass secondHalf;

  /**
   * @param seed of the atoms
   */
  NpeCObjective(
      NpeCSettings settings, LearningTask task, Standardisation standardisation, long seed) {
    this.settings = settings;
    this.task = task;
    this.standardisation = standardisation;
    this.seed = seed;
    coordinates = new FlowCoordinates(task.prior(), standardisation);
    network = new FlowNetwork(settings, task.prior().size(), task.dataShape());
    served = new Weights(network.layout());
    firstHalf = new NpeCPass(network, served);
    secondHalf = new NpeCPass(network, served);
  }

  @Override
  public WeightLayout layout() {
    return network.layout();
  }

  @Override
  public void requirePairs(List<Outcome.Pair> pairs) {
    task.requirePairs(pairs, network.inputs());
  }

  /** Each half of the pairs on a thread of its own; which one is faster changes nothing. */
  @Override
  public double step(float[] weights, List<Outcome.Pair> pairs, long step, float[] gradient) {
    served.set(weights);
    AtomBatch batch =
        batch(
            pairs,
            atoms(pairs) == 1
                ? Atoms.following(pairs.size(), 1)
                : Atoms.choose(
                    pairs.size(), atoms(pairs), SeededGenerator.of(seed, Purpose.ATOMS, step)));
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
    return firstHalf.loss(batch(pairs, Atoms.following(pairs.size(), atoms(pairs)))) / pairs.size();
  }

  /** Runs between forward and backward passes; for tests of memory that is freed too early. */
  void betweenPasses(Runnable hook) {
    firstHalf.betweenPasses(hook);
    secondHalf.betweenPasses(hook);
  }

  private int atoms(List<Outcome.Pair> pairs) {
    boolean ofPrior =
        task.proposal() instanceof PriorProposal || task.proposal() instanceof TruncatedProposal;
    return ofPrior ? 1 : Math.min(settings.atoms(), pairs.size());
  }

  private AtomBatch batch(List<Outcome.Pair> pairs, int[] chosen) {
    int size = task.prior().size();
    double[] x = new double[pairs.size() * size];
    for (int n = 0; n < pairs.size(); n++) {
      System.arraycopy(pairs.get(n).parameters().toArray(), 0, x, n * size, size);
    }
    return new AtomBatch(
        network.flow().settings(),
        coordinates.of(x, pairs.size()),
        coordinates.logPrior(x, pairs.size()),
        network.context(standardisation, pairs.stream().map(Outcome.Pair::data).toList()),
        chosen);
  }
}
