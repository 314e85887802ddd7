package io.streambed.science.posterior;

import io.streambed.science.Data;
import io.streambed.science.DataEmbedding;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws from p(φ | y_1 .. y_k) of a critic &lt;F(y), G(φ)&gt;, from the running statistic of the
 * observations: what it costs does not depend on k.
 */
public final class StatisticSampler implements PosteriorSampler {
  private final EmbeddedBank bank;
  private final Ladder ladder;
  private final Function<Data, float[]> encoder;
  private final UnaryOperator<float[]> place;

  /**
   * @param bank G of the ladder's draws
   * @param encoder F of one observation, shape [E]; the same bits for the same data
   * @param place f(y) of F(y) of one observation, as {@link DataEmbedding} gives it
   */
  public StatisticSampler(
      EmbeddedBank bank,
      Ladder ladder,
      Function<Data, float[]> encoder,
      UnaryOperator<float[]> place) {
    this.bank = bank;
    this.ladder = ladder;
    this.encoder = encoder;
    this.place = place;
  }

  @Override
  public Sampled sample(Data data, int samples, Deadline deadline, UniformRandomProvider random) {
    return sample(embed(data), samples, deadline, random);
  }

  /**
   * The same for an observation that is embedded already.
   *
   * @param embedding {@link #embed} of it, shape [E]
   */
  public Sampled sample(
      float[] embedding, int samples, Deadline deadline, UniformRandomProvider random) {
    return ladder.sample(bank.at(embedding), samples, deadline, random);
  }

  /**
   * Draws for all observations of {@code statistic} together; otherwise as {@link
   * PosteriorSampler#sample}. Of one observation the same draws as of its data.
   *
   * @param statistic of {@link #embed} of each
   */
  public Sampled sample(
      RunningStatistic statistic, int samples, Deadline deadline, UniformRandomProvider random) {
    return sample(statistic.embedding(), samples, deadline, random);
  }

  /**
   * log Z(y) of one observation, whatever others it is answered with; NaN if the critic says
   * nothing of it.
   *
   * @param embedding {@link #embed} of it, shape [E]
   */
  public double logNormaliser(float[] embedding) {
    return ladder.logNormaliser(bank.at(embedding));
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

  /** Where {@link #embed} of one observation puts it among the embeddings of other data. */
  public float[] place(float[] embedding) {
    return place.apply(embedding);
  }
}
