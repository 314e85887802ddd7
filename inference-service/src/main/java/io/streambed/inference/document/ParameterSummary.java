package io.streambed.inference.document;

import io.streambed.science.Draws;
import io.streambed.science.prior.ParameterSpace;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a posterior.
 *
 * @param parameter its name
 * @param unit its unit, "1" for a pure number
 * @param mean of the draws
 * @param sd standard deviation of the draws
 * @param q05 lower end of the central 90 % interval
 * @param q95 its upper end
 * @param referenceMean mean of the reference draws; null without a reference
 * @param referenceSd their standard deviation; null without a reference
 */
public record ParameterSummary(
    String parameter,
    String unit,
    double mean,
    double sd,
    double q05,
    double q95,
    @Nullable Double referenceMean,
    @Nullable Double referenceSd) {

  /** One summary for each parameter of {@code space}, in its order. */
  public static List<ParameterSummary> of(
      ParameterSpace space, Draws draws, @Nullable Draws reference) {
    return IntStream.range(0, space.size())
        .mapToObj(
            p ->
                new ParameterSummary(
                    space.names().get(p),
                    space.units().get(p),
                    draws.mean(p),
                    draws.deviation(p),
                    draws.quantile(p, 0.05),
                    draws.quantile(p, 0.95),
                    reference == null ? null : reference.mean(p),
                    reference == null ? null : reference.deviation(p)))
        .toList();
  }
}
