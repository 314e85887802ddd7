package io.streambed.science.diagnostics;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Where a true parameter stands among M candidates from the distribution that drew it, weighted by
 * a critic.
 *
 * <p>Given the data and the M + 1 parameters without their order, each is the true one with
 * probability exp s over the sum of exp s, if the critic is right. So the weighted rank of the
 * truth, counted with a uniform share of its own weight, is exactly uniform on 0..1 at any M,
 * however few candidates the posterior rests on; few only make the test weaker.
 */
final class CandidateRanks {
  private final int parameters;
  private final double[] x;
  private final double[] logDensities;
  private final double[] weights;
  private final int[] kept;

  /**
   * @param x candidates, shape [M, P] row-major
   * @param logDensities log density of each under the distribution that drew it, shape [M]
   */
  CandidateRanks(int parameters, double[] x, double[] logDensities) {
    if (x.length != parameters * logDensities.length || x.length == 0) {
      throw new IllegalArgumentException(
          "expected candidates [%d, %d], got %d values"
              .formatted(logDensities.length, parameters, x.length));
    }
    this.parameters = parameters;
    this.x = x.clone();
    this.logDensities = logDensities.clone();
    this.weights = new double[logDensities.length];
    this.kept = new int[logDensities.length];
  }

  /** M. */
  int size() {
    return logDensities.length;
  }

  /**
   * Positions of a truth, each uniform on 0..1 if the critic is right: entry p, for p up to P - 1,
   * among the candidates' values of parameter p; entry P the mass of the highest-density region
   * that reaches it. Entry P + 1 is log Z = log of the candidates' mean of exp s, nats, which the
   * truth has no part in. Entry P + 2 is the truth's own share of all weight, within 0..1.
   *
   * @param scores s of each candidate, shape [M] from {@code offset} on
   * @param truth true parameters, shape [P]
   * @param truthScore s of the truth
   * @param truthLogDensity its log density, as of the candidates
   */
  double[] standing(
      float[] scores,
      int offset,
      double[] truth,
      double truthScore,
      double truthLogDensity,
      UniformRandomProvider random) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < size(); j++) {
      highest = Math.max(highest, scores[offset + j]);
    }
    double maximum = Math.max(truthScore, highest);
    double sum = 0;
    int count = 0;
    for (int j = 0; j < size(); j++) {
      double difference = scores[offset + j] - maximum;
      // What is lost here is below the rounding of the sum.
      if (difference > -40) {
        weights[j] = Math.exp(difference);
        sum += weights[j];
        kept[count++] = j;
      }
    }
    double own = Math.exp(truthScore - maximum);
    double total = sum + own;
    double[] standing = new double[parameters + 3];
    for (int p = 0; p < parameters; p++) {
      double below = random.nextDouble() * own;
      for (int k = 0; k < count; k++) {
        if (x[kept[k] * parameters + p] < truth[p]) {
          below += weights[kept[k]];
        }
      }
      standing[p] = Math.min(1, below / total);
    }
    double denser = random.nextDouble() * own;
    for (int k = 0; k < count; k++) {
      int j = kept[k];
      if (logDensities[j] + scores[offset + j] > truthLogDensity + truthScore) {
        denser += weights[j];
      }
    }
    standing[parameters] = Math.min(1, denser / total);
    standing[parameters + 1] = logMean(scores, offset, highest);
    standing[parameters + 2] = own / total;
    return standing;
  }

  /**
   * Weight of what lies nearer to a reference point than the truth (TARP, arXiv 2302.03026), with a
   * uniform share of the truth's own: uniform on 0..1 if the critic is right, for any point that
   * does not look at the truth.
   *
   * @param scores s of each candidate, shape [M] from {@code offset} on
   * @param reference the point, shape [P]
   * @param scale unit of each parameter in the distance, shape [P]
   */
  double nearer(
      float[] scores,
      int offset,
      double[] truth,
      double truthScore,
      double[] reference,
      double[] scale,
      UniformRandomProvider random) {
    double maximum = truthScore;
    for (int j = 0; j < size(); j++) {
      maximum = Math.max(maximum, scores[offset + j]);
    }
    double distance = distance(truth, 0, reference, scale);
    double own = Math.exp(truthScore - maximum);
    double total = own;
    double nearer = random.nextDouble() * own;
    for (int j = 0; j < size(); j++) {
      double weight = Math.exp(scores[offset + j] - maximum);
      total += weight;
      if (weight > 0 && distance(x, j * parameters, reference, scale) < distance) {
        nearer += weight;
      }
    }
    return Math.min(1, nearer / total);
  }

  private double distance(double[] values, int from, double[] reference, double[] scale) {
    double squares = 0;
    for (int p = 0; p < parameters; p++) {
      double difference = (values[from + p] - reference[p]) / scale[p];
      squares += difference * difference;
    }
    return squares;
  }

  /** Against the candidates' own maximum: a truth far above them all must not drown it. */
  private double logMean(float[] scores, int offset, double highest) {
    double sum = 0;
    for (int j = 0; j < size(); j++) {
      sum += Math.exp(scores[offset + j] - highest);
    }
    return highest + Math.log(sum / size());
  }
}
