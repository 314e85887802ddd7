package io.streambed.science.network;

/**
 * How a learner takes steps.
 *
 * @param batch B, pairs of one step, at least 2
 * @param rate learning rate of Adam after the warm-up, above 0
 * @param warmUpSteps steps over which the rate rises linearly
 * @param steps length of the cosine decay of the rate to 0, in steps; 0 for a constant rate
 * @param clipNorm largest norm of the gradient of all weights together; longer ones are shortened
 * @param averaging decay of the running average of the weights in one step, 0 (none) to below 1
 */
public record TrainingSettings(
    int batch, double rate, int warmUpSteps, long steps, double clipNorm, double averaging) {

  public TrainingSettings {
    if (batch < 2 || warmUpSteps < 0 || steps < 0) {
      throw new IllegalArgumentException(
          "expected batch >= 2, warmUpSteps >= 0, steps >= 0, got %d, %d, %d"
              .formatted(batch, warmUpSteps, steps));
    }
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY) || !(clipNorm > 0)) {
      throw new IllegalArgumentException(
          "expected rate > 0 and clipNorm > 0, got %s and %s".formatted(rate, clipNorm));
    }
    if (!(averaging >= 0 && averaging < 1)) {
      throw new IllegalArgumentException("expected 0 <= averaging < 1, got " + averaging);
    }
  }

  /** Learning rate of the step after {@code step} steps. */
  double rateAt(long step) {
    return rateAt(step, steps == 0 ? 0 : Math.min(1, (double) step / steps));
  }

  /** The same where the decay follows {@code progress}, 0 to 1, instead of the steps. */
  double rateAt(long step, double progress) {
    double warm = step < warmUpSteps ? (step + 1.0) / (warmUpSteps + 1.0) : 1;
    return rate * warm * 0.5 * (1 + Math.cos(Math.PI * progress));
  }

  /** Decay of the average after {@code updates} updates; short histories forget faster. */
  double averagingAt(long updates) {
    return Math.min(averaging, (1.0 + updates) / (10.0 + updates));
  }
}
