package io.streambed.science.posterior;

import io.streambed.science.Data;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws from p(φ | y_1 .. y_k) of a critic &lt;F(y), G(φ)&gt;, from the running statistic of the
 * observations: what it costs does not depend on k.
 */
public final class StatisticSampler implements PosteriorSampler {
  private final EmbeddedBank bank;
  private final Ladder ladder;
  private final Function<Data, float[]> encoder;

  /**
   * @param bank G of the ladder's draws
   * @param encoder F of one observation, shape [E]; the same bits for the same data
   */
  public StatisticSampler(EmbeddedBank bank, Ladder ladder, Function<Data, float[]> encoder) {
    this.bank = bank;
    this.ladder = ladder;
    this.encoder = encoder;
  }

  @Override
  public Sampled sample(Data data, int samples, Deadline deadline, UniformRandomProvider random) {
    return ladder.sample(bank.at(embed(data)), samples, deadline, random);
  }

  /**
   * Draws for all observations of {@code statistic} together; otherwise as {@link
   * PosteriorSampler#sample}. Of one observation the same draws as of its data.
   *
   * @param statistic of {@link #embed} of each
   */
  public Sampled sample(
      RunningStatistic statistic, int samples, Deadline deadline, UniformRandomProvider random) {
    return ladder.sample(bank.at(statistic.embedding()), samples, deadline, random);
  }

  /** E, the size of every statistic. */
  public int size() {
    return bank.width();
  }

  /**
   * F(y), shape [E]: what one observation adds to a statistic.
   *
   * @throws IllegalArgumentException if the data have another shape
   */
  public float[] embed(Data data) {
    return encoder.apply(data);
  }
}
