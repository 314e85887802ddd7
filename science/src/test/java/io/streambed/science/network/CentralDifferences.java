package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.Outcome;
import java.util.List;

/** An objective's gradient against central differences of its loss. */
final class CentralDifferences {

  private CentralDifferences() {}

  /**
   * Compares them along each weight's own gradient, where the difference is largest against
   * rounding; where that is 0, along one of its values.
   *
   * @param gradient by every weight, at {@code weights}
   * @param h length of the step either way
   * @param share of the gradient's length by which both may differ, besides {@code rest}
   */
  static void assertGradient(
      Objective objective,
      float[] weights,
      List<Outcome.Pair> batch,
      float[] gradient,
      double h,
      double share,
      double rest) {
    for (WeightLayout.Entry entry : objective.layout().entries()) {
      double length = 0;
      for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
        length += (double) gradient[i] * gradient[i];
      }
      length = Math.sqrt(length);
      float[] direction = new float[weights.length];
      direction[entry.offset()] = 1;
      if (length > 0) {
        direction = gradient;
      }
      double factor = length > 0 ? h / length : h;
      double slope =
          (objective.loss(moved(weights, direction, entry, factor), batch)
                  - objective.loss(moved(weights, direction, entry, -factor), batch))
              / (2 * h);
      assertEquals(length, slope, share * length + rest, entry.name());
    }
  }

  /** {@code weights} with {@code factor} times the direction of one of them added. */
  private static float[] moved(
      float[] weights, float[] direction, WeightLayout.Entry entry, double factor) {
    float[] moved = weights.clone();
    for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
      moved[i] += (float) (factor * direction[i]);
    }
    return moved;
  }
}
