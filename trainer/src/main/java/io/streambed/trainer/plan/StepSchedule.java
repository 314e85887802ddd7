package io.streambed.trainer.plan;

/**
 * How many gradient steps of a round are due: floor(T x reuse / B) for T pairs admitted for
 * training, none before the first pairs for the standardisation are in. A function of what is
 * admitted, not of time.
 *
 * @param batch B, pairs in a step
 * @param reuse mean uses of a pair
 * @param standardisation pairs that must be in before the first step, at least B
 */
public record StepSchedule(int batch, double reuse, int standardisation) {

  /**
   * @throws IllegalArgumentException if a value is not positive or the first pairs do not fill a
   *     batch
   */
  public StepSchedule {
    if (batch < 2 || !(reuse > 0) || standardisation < batch) {
      throw new IllegalArgumentException(
          "expected batch >= 2, reuse > 0, standardisation-pairs >= batch, got %d, %s, %d"
              .formatted(batch, reuse, standardisation));
    }
  }

  /** Steps of this round due in all, when {@code pairs} of it are admitted for training. */
  public long due(long pairs) {
    return pairs < standardisation ? 0 : (long) Math.floor(pairs * reuse / batch);
  }
}
