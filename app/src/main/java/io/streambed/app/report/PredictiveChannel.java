package io.streambed.app.report;

import io.streambed.science.Data;
import io.streambed.science.diagnostics.PredictiveBands;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One channel of a record, for data [C, ...], or all of a vector, beside simulated data; only its
 * first values.
 *
 * @param name for people
 * @param values how many the channel has
 * @param record its first values
 * @param quantiles of the simulated data at {@link PredictiveBands#LEVELS}, [5] times as many
 */
public record PredictiveChannel(
    String name, int values, List<BigDecimal> record, List<List<BigDecimal>> quantiles) {
  private static final int MOST_CHANNELS = 4;
  private static final int MOST_VALUES = 500;
  private static final MathContext DIGITS = new MathContext(5);

  public PredictiveChannel {
    record = List.copyOf(record);
    quantiles = quantiles.stream().map(List::copyOf).toList();
  }

  /** The first channels of {@code record}. */
  public static List<PredictiveChannel> of(Data record, PredictiveBands bands) {
    int channels = record.shape().size() > 1 ? record.shape().get(0) : 1;
    int size = record.size() / channels;
    return IntStream.range(0, Math.min(MOST_CHANNELS, channels))
        .mapToObj(
            c ->
                new PredictiveChannel(
                    channels > 1 ? "channel %d of %d".formatted(c + 1, channels) : "data",
                    size,
                    first(
                        IntStream.range(0, size)
                            .mapToObj(t -> (double) record.get(c * size + t))
                            .toList()),
                    bands.quantiles().stream()
                        .map(row -> first(row.subList(c * size, (c + 1) * size)))
                        .toList()))
        .toList();
  }

  private static List<BigDecimal> first(List<Double> values) {
    return values.stream()
        .limit(MOST_VALUES)
        .map(value -> new BigDecimal(value).round(DIGITS))
        .toList();
  }
}
