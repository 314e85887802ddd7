package io.streambed.science.posterior;

/**
 * A step size that learns its own scale: log ε += 2 m^-0.6 (α - target) after the m-th transition
 * of mean acceptance α (Robbins, Monro 1951; Andrieu, Thoms 2008, doi:10.1007/s11222-008-9110-y).
 */
final class StepSize {
  private static final double GAIN = 2;
  private static final double DECAY = 0.6;

  private final double acceptance;
  private double logStep;
  private double settledSum;
  private int settledCount;
  private int updates;

  /**
   * @param acceptance the target, within (0, 1)
   * @param first ε at the start, above 0
   */
  StepSize(double acceptance, double first) {
    this.acceptance = acceptance;
    this.logStep = Math.log(first);
  }

  /** Learns in large steps again, from here on. */
  void begin() {
    updates = 0;
    settledSum = 0;
    settledCount = 0;
  }

  /** ε of the next transition of the warm-up. */
  double next() {
    return Math.exp(logStep);
  }

  /** Takes in the mean probability of acceptance of a transition with {@link #next}. */
  void learn(double probability) {
    updates++;
    logStep += GAIN * Math.pow(updates, -DECAY) * (probability - acceptance);
    if (updates > 4) {
      settledSum += logStep;
      settledCount++;
    }
  }

  /** ε after the warm-up: the geometric mean since the first four updates. */
  double settled() {
    return settledCount == 0 ? next() : Math.exp(settledSum / settledCount);
  }
}
