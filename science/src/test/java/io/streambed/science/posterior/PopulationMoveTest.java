package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.posterior.PopulationMove.Kind;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PopulationMoveTest {
  private static final int SIZE = 20_000;

  /**
   * Exact draws stay exact. Moments of 20,000 nearly independent draws: bounds of 5 deviations
   * (0.035 on the mean over the deviation, 0.025 on the deviation ratio), false alarm 1e-5 for the
   * three kinds together.
   */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void aKindOfMoveLeavesItsTargetAsItIs(Kind kind) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(11L);
    double[] mean = {0.5, -0.3, 0};
    double[] deviation = {0.2, 0.05, 0.5};
    GaussianDensity exact = ClosedForm.gaussian(mean, deviation, 0.7);
    Prior prior = ClosedForm.standardNormal(3);
    Emulator emulator = ClosedForm.posterior(prior, (x, i) -> exact.logDensity(1, x, i));
    TemperedTarget target =
        new TemperedTarget(ClosedForm.scoring(emulator), prior, new PriorProposal());
    Particles particles = new Particles(SIZE, 3);
    ContinuousSampler normal = GaussianDensity.normal(random);
    for (int i = 0; i < SIZE; i++) {
      exact.sample(1, normal, particles.u, i);
    }
    target.evaluate(particles.u, SIZE, particles.logBase, particles.logWeight);
    Particles start = particles.copy();

    PopulationMove move = new PopulationMove(target, 3000, Deadline.none(), random);
    int accepted = 0;
    for (int sweep = 0; sweep < 20; sweep++) {
      accepted += move.sweep(kind, particles, 1);
    }

    assertTrue(accepted > 20 * SIZE * 0.02, kind + " accepted " + accepted);
    assertTrue(particles.correlation(start) < 0.9, kind + " moved little");
    for (int p = 0; p < 3; p++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < SIZE; i++) {
        double z = (particles.u[i * 3 + p] - mean[p]) / deviation[p];
        sum += z;
        squares += z * z;
      }
      assertEquals(0, sum / SIZE, 0.035, kind + " mean of coordinate " + p);
      assertEquals(1, Math.sqrt(squares / SIZE), 0.025, kind + " deviation of coordinate " + p);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aPassedDeadlineLeavesThePopulationAlone(Kind kind) {
    Prior prior = ClosedForm.standardNormal(1);
    TemperedTarget target =
        new TemperedTarget(
            ClosedForm.scoring(ClosedForm.posterior(prior, (x, i) -> 0)),
            prior,
            new PriorProposal());
    Particles particles = new Particles(16, 1);
    PopulationMove move =
        new PopulationMove(target, 8, () -> true, RandomSource.PHILOX_4X64.create(1L));
    assertEquals(-1, move.sweep(kind, particles, 1));
  }
}
