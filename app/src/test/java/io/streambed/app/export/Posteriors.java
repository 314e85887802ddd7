package io.streambed.app.export;

import io.streambed.science.Credence;
import io.streambed.science.Draws;
import io.streambed.science.Posterior;
import io.streambed.science.Trust;
import io.streambed.science.prior.ParameterSpace;
import java.time.Duration;
import java.util.List;

/** Posteriors of a rate and a length for tests. */
public final class Posteriors {
  private Posteriors() {}

  /** Of equally weighted draws (1, 10), (2, 20), (3, 30), (4, 40). */
  public static Posterior equal() {
    return of(Draws.of(2, new double[] {1, 10, 2, 20, 3, 30, 4, 40}));
  }

  /** The same draws with weights 1/8, 1/2, 3/8 and 0. */
  public static Posterior weighted() {
    return of(
        Draws.of(
            2, new double[] {1, 10, 2, 20, 3, 30, 4, 40}, new double[] {0.125, 0.5, 0.375, 0}));
  }

  /** Of these draws of a rate and a length. */
  public static Posterior of(Draws draws) {
    return of("buoy", "o-1", draws, Posterior.Standing.ALONE);
  }

  /** Of one sensor's observation. */
  public static Posterior of(
      String sensor, String observation, Draws draws, Posterior.Standing standing) {
    return new Posterior(
        observation,
        sensor,
        9,
        Duration.ofSeconds(60),
        new ParameterSpace(List.of("rate, \"raw\"", "длина"), List.of("1/s", "m")),
        draws,
        new Trust(3.5, 0.25, Double.NaN, -1.5, 0, 1, 0, 0, 0),
        Posterior.Sampler.IMPORTANCE_RESAMPLING,
        Posterior.Status.COMPLETE,
        Duration.ofMillis(5),
        standing,
        new Credence(Credence.Level.DOUBTFUL, List.of("data far out", "model old")));
  }
}
