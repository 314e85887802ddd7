package io.streambed.science.network;

/**
 * Adam (arXiv 1412.6980) on flat arrays, in place: m ← β1 m + (1-β1) g, v ← β2 v + (1-β2) g², w ← w
 * - rate m̂ / (sqrt v̂ + ε), β1 = 0.9, β2 = 0.999, ε = 1e-8. Gradients are rounded to 6e-18, a
 * billionth of ε, and both means likewise, so that no square is {@link Subnormal}.
 */
final class Adam {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;
  private static final float SMALL = 1e-10f;

  private Adam() {}

  /**
   * Update number {@code t}, from 1.
   *
   * @param scale factor on every gradient
   */
  static void update(
      float[] weights,
      float[] first,
      float[] second,
      float[] gradient,
      float scale,
      double rate,
      long t) {
    float root = (float) Math.sqrt(1 - Math.pow(BETA2, t));
    float step = (float) (rate / (1 - Math.pow(BETA1, t)) * root);
    float epsilon = EPSILON * root;
    for (int i = 0; i < weights.length; i++) {
      float g = (gradient[i] * scale + SMALL) - SMALL;
      float m =
          (BETA1 * first[i] + (1 - BETA1) * g + Subnormal.IN_PRODUCTS) - Subnormal.IN_PRODUCTS;
      float v = (BETA2 * second[i] + (1 - BETA2) * g * g + Subnormal.ALONE) - Subnormal.ALONE;
      first[i] = m;
      second[i] = v;
      weights[i] -= step * m / ((float) Math.sqrt(v) + epsilon);
    }
  }

  /** Root of the sum of squares, in double precision. */
  static double norm(float[] gradient) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < gradient.length; i += 4) {
      a += (double) gradient[i] * gradient[i];
      b += (double) gradient[i + 1] * gradient[i + 1];
      c += (double) gradient[i + 2] * gradient[i + 2];
      d += (double) gradient[i + 3] * gradient[i + 3];
    }
    for (; i < gradient.length; i++) {
      a += (double) gradient[i] * gradient[i];
    }
    return Math.sqrt(a + b + c + d);
  }
}
