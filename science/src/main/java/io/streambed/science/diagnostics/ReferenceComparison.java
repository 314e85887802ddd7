package io.streambed.science.diagnostics;

import io.streambed.science.Draws;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws of one parameter beside draws of its reference posterior.
 *
 * @param meanError (mean - reference mean) / reference deviation
 * @param deviationRatio deviation / reference deviation
 */
public record ReferenceComparison(double meanError, double deviationRatio) {

  /**
   * One comparison for each parameter, in order.
   *
   * @throws IllegalArgumentException if the draws have different parameters
   */
  public static List<ReferenceComparison> of(Draws draws, Draws reference) {
    if (draws.parameters() != reference.parameters()) {
      throw new IllegalArgumentException(
          "expected draws [S, %d] as the reference has, got [S, %d]"
              .formatted(reference.parameters(), draws.parameters()));
    }
    return IntStream.range(0, draws.parameters())
        .mapToObj(
            p -> {
              double deviation = reference.deviation(p);
              return new ReferenceComparison(
                  (draws.mean(p) - reference.mean(p)) / deviation, draws.deviation(p) / deviation);
            })
        .toList();
  }
}
