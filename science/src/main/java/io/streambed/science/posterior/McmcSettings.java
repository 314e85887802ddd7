package io.streambed.science.posterior;

/**
 * How the rung of Hamiltonian Monte Carlo works.
 *
 * @param warmUp transitions in which step size and metric are learnt; at least 2, typically 40
 * @param leaps mean number of leapfrog steps of a transition; at least 1 (which is MALA), typically
 *     8
 * @param acceptance mean probability of acceptance that the step size is driven to, within (0, 1);
 *     typically 0.8
 */
public record McmcSettings(int warmUp, int leaps, double acceptance) {

  public McmcSettings {
    if (warmUp < 2 || leaps < 1 || !(acceptance > 0 && acceptance < 1)) {
      throw new IllegalArgumentException(
          "expected warmUp >= 2, leaps >= 1 and 0 < acceptance < 1, got %d, %d and %s"
              .formatted(warmUp, leaps, acceptance));
    }
  }
}
