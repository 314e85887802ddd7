package io.streambed.app.result;

import io.streambed.science.prior.ParameterSpace;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much of the parameters a model's embedding of data holds in linear form.
 *
 * @param fitted fresh pairs that the regression was fitted to
 * @param heldOut further pairs that it was judged by
 * @param parameters one entry for each parameter
 */
public record EmbeddingSummary(int fitted, int heldOut, List<Determined> parameters) {

  public EmbeddingSummary {
    parameters = List.copyOf(parameters);
  }

  /**
   * One parameter.
   *
   * @param parameter its name
   * @param r2 R² of its standard coordinate, at most 1; below 0 = worse than its mean
   */
  public record Determined(String parameter, double r2) {}

  /** One entry for each parameter of {@code space}, in its order. */
  public static EmbeddingSummary of(
      ParameterSpace space, List<Double> r2, int fitted, int heldOut) {
    return new EmbeddingSummary(
        fitted,
        heldOut,
        IntStream.range(0, space.size())
            .mapToObj(p -> new Determined(space.names().get(p), r2.get(p)))
            .toList());
  }
}
