package io.streambed.science.network;

import io.streambed.science.ContrastSettings.Sides;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.Outcome;
import java.util.Arrays;
import java.util.List;

/** InfoNCE of a {@link DiscrepancyNetwork} on the pairs of a batch. */
final class DiscrepancyObjective implements Objective {
  private final LearningTask task;
  private final Sides sides;
  private final DiscrepancyNetwork network;
  private final Weights served;
  private final DiscrepancyPass first;
  private final DiscrepancyPass second;
  private final float[] ofSecond;
  private Runnable betweenPasses = () -> {};

  DiscrepancyObjective(
      EmbedAndEmulateSettings settings, LearningTask task, Standardisation standardisation) {
    this.task = task;
    sides = settings.contrasts().sides();
    network = new DiscrepancyNetwork(settings, task.prior().size(), task.dataShape());
    served = new Weights(network.layout());
    first = pass(settings, standardisation);
    second = pass(settings, standardisation);
    ofSecond = new float[network.layout().length()];
  }

  private DiscrepancyPass pass(EmbedAndEmulateSettings settings, Standardisation standardisation) {
    return new DiscrepancyPass(
        network,
        new PairFeed(task, network.inputs(), settings.transform(), standardisation),
        served);
  }

  @Override
  public WeightLayout layout() {
    return network.layout();
  }

  @Override
  public void requirePairs(List<Outcome.Pair> pairs) {
    task.requirePairs(pairs, network.inputs());
  }

  @Override
  public double loss(float[] weights, List<Outcome.Pair> batch) {
    served.set(weights);
    int pairs = batch.size();
    return ScoreContrast.of(sides, first.scores(batch, 0, pairs), pairs).loss();
  }

  /**
   * Each half of the data on a thread of its own; they meet in their scores, of which the loss is
   * made. Which one is faster changes nothing.
   */
  @Override
  public double step(float[] weights, List<Outcome.Pair> batch, long step, float[] gradient) {
    served.set(weights);
    int pairs = batch.size();
    int middle = pairs / 2;
    ScoreContrast taken =
        Companion.<float[], ScoreContrast>meet(
            exchange ->
                second.step(
                    batch,
                    middle,
                    pairs,
                    scores -> {
                      float[] slopes = exchange.apply(scores).byScore();
                      return Arrays.copyOfRange(slopes, middle * pairs, slopes.length);
                    },
                    ofSecond),
            exchange ->
                first.step(
                    batch,
                    0,
                    middle,
                    scores -> {
                      float[] slopes =
                          exchange.apply(lower -> contrast(joined(scores, lower), pairs)).byScore();
                      return Arrays.copyOf(slopes, middle * pairs);
                    },
                    gradient));
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += ofSecond[i];
    }
    return taken.loss();
  }

  /** Runs between the passes; for tests of memory that is freed too early. */
  void betweenPasses(Runnable hook) {
    betweenPasses = hook;
  }

  private ScoreContrast contrast(float[] scores, int pairs) {
    ScoreContrast taken = ScoreContrast.of(sides, scores, pairs);
    betweenPasses.run();
    return taken;
  }

  private static float[] joined(float[] upper, float[] lower) {
    float[] all = Arrays.copyOf(upper, upper.length + lower.length);
    System.arraycopy(lower, 0, all, upper.length, lower.length);
    return all;
  }
}
