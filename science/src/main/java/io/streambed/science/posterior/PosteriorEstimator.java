package io.streambed.science.posterior;

import io.streambed.science.RatioEstimator;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A trained model as inference sees it, whichever kind of estimator it is: log ratios and posterior
 * draws.
 *
 * <p>Any number of threads may use it at once. {@link #close} waits for those inside; whoever comes
 * later gets an IllegalStateException.
 */
public interface PosteriorEstimator extends RatioEstimator, AutoCloseable {

  /**
   * Prepares to sample; takes up to seconds. The sampler is usable as long as this is.
   *
   * @param bank S, draws of the proposal that observations share, at least 16; of no account where
   *     draws are made directly
   * @param ladder when which sampler is used; likewise
   * @param random the only source of randomness: the same state gives the same sampler
   */
  PosteriorSampler sampler(int bank, LadderSettings ladder, UniformRandomProvider random);

  /** Frees what it holds, as soon as nobody is inside. Closing twice is harmless. */
  @Override
  void close();
}
