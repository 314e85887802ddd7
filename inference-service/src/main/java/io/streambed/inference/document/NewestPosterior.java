package io.streambed.inference.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest posterior of a sensor.
 *
 * @param whole whether its draws are remembered by the server; if not, intervals are NaN
 * @param parameters one summary for each, in the experiment's order
 * @param draws [S][P] where they were asked for, else null
 * @param weights [S], summing to 1, where draws were asked for, else null
 */
public record NewestPosterior(
    String sensor,
    PosteriorNote note,
    boolean whole,
    List<ParameterSummary> parameters,
    @Nullable List<List<Double>> draws,
    @Nullable List<Double> weights) {

  public NewestPosterior {
    parameters = List.copyOf(parameters);
  }
}
