package io.streambed.science.network;

/**
 * The loss of telling each pair's own parameters from K contrasts near them, and its gradient, in
 * plain loops: with s = F · G and l the logarithms of {@link LocalContrasts#draw},
 *
 * <pre>
 * L = weight / B Σ_i log (1 + Σ_k exp(s_ik + l_ik - s_i))
 * </pre>
 *
 * @param width E + 2
 * @param contrasts K
 * @param weight factor on the loss
 */
record LocalNce(int width, int contrasts, double weight) {

  /**
   * Adds the gradient to {@code byData} and {@code byParameters}, which are laid out as {@code
   * data} and {@code parameters}, and returns L, nats.
   *
   * @param data F, [B, width] from the start
   * @param parameters G, own rows of B pairs from the start, contrasts [B K, width] from row {@code
   *     first} on
   * @param logarithms l, [B, K]
   */
  double add(
      float[] data,
      float[] parameters,
      int first,
      float[] logarithms,
      float[] byData,
      float[] byParameters) {
    int pairs = logarithms.length / contrasts;
    double[] odds = new double[contrasts];
    double loss = 0;
    for (int i = 0; i < pairs; i++) {
      int at = i * width;
      double own = Scores.dot(data, at, parameters, at, width);
      double highest = 0;
      for (int k = 0; k < contrasts; k++) {
        int row = (first + i * contrasts + k) * width;
        odds[k] =
            Scores.dot(data, at, parameters, row, width) + logarithms[i * contrasts + k] - own;
        highest = Math.max(highest, odds[k]);
      }
      double sum = Math.exp(-highest);
      for (int k = 0; k < contrasts; k++) {
        odds[k] = Math.exp(odds[k] - highest);
        sum += odds[k];
      }
      loss += highest + Math.log(sum);
      double missed = 0;
      for (int k = 0; k < contrasts; k++) {
        double share = weight / pairs * odds[k] / sum;
        missed += share;
        int row = (first + i * contrasts + k) * width;
        exchange(data, at, parameters, row, share, byData, byParameters);
      }
      exchange(data, at, parameters, at, -missed, byData, byParameters);
    }
    return weight * loss / pairs;
  }

  /** Adds {@code slope} times the gradient of one score. */
  private void exchange(
      float[] data,
      int at,
      float[] parameters,
      int row,
      double slope,
      float[] byData,
      float[] byParameters) {
    float factor = (float) slope;
    for (int e = 0; e < width; e++) {
      byData[at + e] += factor * parameters[row + e];
      byParameters[row + e] += factor * data[at + e];
    }
  }
}
