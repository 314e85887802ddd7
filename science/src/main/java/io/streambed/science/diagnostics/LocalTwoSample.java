package io.streambed.science.diagnostics;

import io.streambed.science.Draws;
import io.streambed.science.network.BinaryClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Local classifier two-sample test, L-C2ST (Linhart, Gramfort, Rodrigues, arXiv 2306.03580): judges
 * the posterior of one observation without a reference. A classifier learns to tell joint pairs
 * (φ_n, y_n) from pairs (φ'_n, y_n) with φ'_n drawn from the estimated posterior of y_n. With d its
 * probability, the statistic of an observation y is t = mean over draws φ of its posterior of (d(φ,
 * y) - 1/2)², 0 to 1/4; 0 = nothing to tell apart.
 *
 * <p>The null distribution comes from classifiers trained after φ_n and φ'_n changed places at
 * random for each n: if the posteriors are right that changes nothing, so the p-value is exact. The
 * paper permutes labels over all rows; swapping within n also keeps every y in both classes. The
 * classifiers serve any number of observations.
 */
public final class LocalTwoSample {
  private static final int HIDDEN_PER_VALUE = 10;

  private final RowScale scale;
  private final BinaryClassifier classifier;
  private final List<BinaryClassifier> nulls;

  private LocalTwoSample(
      RowScale scale, BinaryClassifier classifier, List<BinaryClassifier> nulls) {
    this.scale = scale;
    this.classifier = classifier;
    this.nulls = nulls;
  }

  /**
   * The verdict on one observation.
   *
   * @param statistic t, 0 to 1/4
   * @param pValue (1 + how many null statistics are at least t) / (1 + their number)
   */
  public record Verdict(double statistic, double pValue) {}

  /**
   * Trains the classifier and those of the null distribution.
   *
   * @param truths φ_n, [N, P], with y_n a draw of the joint distribution
   * @param estimates φ'_n, [N, P], one draw each of the estimated posterior of y_n
   * @param data y_n or a summary of it, shape [N, D] row-major
   * @param nulls classifiers of the null distribution, at least 1, typically 100; the least p-value
   *     is 1 / (nulls + 1)
   * @param seed of all classifiers and swaps: the same gives the same test, whatever the executor
   * @param executor runs the trainings; {@code Runnable::run} for this thread
   * @throws IllegalArgumentException if a shape differs or a value is the same in all joint rows
   */
  public static LocalTwoSample train(
      Draws truths, Draws estimates, float[] data, int nulls, long seed, Executor executor) {
    int size = truths.size();
    if (estimates.size() != size
        || estimates.parameters() != truths.parameters()
        || data.length == 0
        || data.length % size != 0
        || nulls < 1) {
      throw new IllegalArgumentException(
          "expected estimates [%d, %d], data [%d, D] and nulls >= 1, got [%d, %d], %d values and %d"
              .formatted(
                  size,
                  truths.parameters(),
                  size,
                  estimates.size(),
                  estimates.parameters(),
                  data.length,
                  nulls));
    }
    RowScale scale = RowScale.of(truths, data);
    float[] joint = scale.rows(truths, data);
    float[] estimated = scale.rows(estimates, data);
    List<CompletableFuture<BinaryClassifier>> trainings = new ArrayList<>(nulls + 1);
    for (int k = 0; k <= nulls; k++) {
      long own = seed * (nulls + 1L) + k;
      boolean swapped = k > 0;
      trainings.add(
          CompletableFuture.supplyAsync(
              () -> trained(joint, estimated, scale.width(), swapped, own), executor));
    }
    try {
      List<BinaryClassifier> trained = trainings.stream().map(CompletableFuture::join).toList();
      return new LocalTwoSample(scale, trained.get(0), trained.subList(1, trained.size()));
    } catch (CompletionException e) {
      trainings.forEach(training -> training.cancel(false));
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static BinaryClassifier trained(
      float[] joint, float[] estimated, int width, boolean swapped, long seed) {
    int size = joint.length / width;
    float[] rows = new float[2 * joint.length];
    System.arraycopy(joint, 0, rows, 0, joint.length);
    System.arraycopy(estimated, 0, rows, joint.length, joint.length);
    boolean[] ours = new boolean[2 * size];
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(seed);
    for (int n = 0; n < size; n++) {
      boolean swap = swapped && random.nextBoolean();
      ours[n] = swap;
      ours[size + n] = !swap;
    }
    return BinaryClassifier.train(rows, width, ours, HIDDEN_PER_VALUE * width, seed);
  }

  /**
   * Judges the posterior of one observation.
   *
   * @param data y or its summary, as in the training, shape [D]
   * @param draws of the estimated posterior of y, [S, P], equally weighted
   * @throws IllegalArgumentException if a shape differs
   */
  public Verdict judge(float[] data, Draws draws) {
    float[] repeated = new float[draws.size() * data.length];
    for (int s = 0; s < draws.size(); s++) {
      System.arraycopy(data, 0, repeated, s * data.length, data.length);
    }
    float[] rows = scale.rows(draws, repeated);
    double statistic = statistic(classifier, rows);
    long beyond = nulls.stream().filter(none -> statistic(none, rows) >= statistic).count();
    return new Verdict(statistic, (1.0 + beyond) / (1.0 + nulls.size()));
  }

  private static double statistic(BinaryClassifier classifier, float[] rows) {
    float[] probabilities = classifier.probabilities(rows);
    double sum = 0;
    for (float probability : probabilities) {
      sum += (probability - 0.5) * (probability - 0.5);
    }
    return sum / probabilities.length;
  }
}
