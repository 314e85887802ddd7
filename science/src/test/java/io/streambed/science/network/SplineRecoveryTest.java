package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import io.streambed.science.simulator.TwoMoons;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Posteriors known in closed form. Fixed seeds, so there are no false alarms on one kind of
 * processor; the thresholds are about three times what was measured.
 */
class SplineRecoveryTest {
  private static final int BATCH = 200;

  @Test
  void aLinearGaussianIsLearntByMaximumLikelihood() {
    assertLinearGaussian(800, 0.04);
  }

  @Test
  @Tag("slow")
  void aLinearGaussianIsLearntCloselyInThreeThousandSteps() {
    assertLinearGaussian(3000, 0.015);
  }

  /** φ ~ N(0, I), y = φ + 0.5 e: the posterior is N(0.8 y, 0.2 I). */
  private static void assertLinearGaussian(int steps, double most) {
    FittedFlow flow = new FittedFlow(FittedFlow.standard(2, 2), 1);
    flow.fit(steps, 2e-3, step -> gaussian(BATCH, 2, 0, step));
    double divergence = divergence(flow, gaussian(10_000, 2, 0, -1));
    System.out.printf("maximum likelihood, %d steps: mean KL %.4f nats%n", steps, divergence);
    assertTrue(divergence < most, "mean KL " + divergence);
  }

  /**
   * Pairs of the proposal N(1, 1), under which the posterior is N(0.8 y + 0.2, 0.2), 0.1 nats away
   * from N(0.8 y, 0.2), that under the prior N(0, 1). The loss does not see mass where the proposal
   * has none, so both are compared up to a factor: with r = log q - log p, log mean exp r - mean r.
   */
  @Test
  void theAtomicLossLearnsThePosteriorUnderThePriorFromPairsOfAProposal() {
    FittedFlow flow = new FittedFlow(FittedFlow.standard(1, 1), 2);
    int atoms = 10;
    int pairs = 64;
    int steps = 700;
    for (int step = 0; step < steps; step++) {
      FittedFlow.Batch batch = gaussian(pairs, 1, 1, step);
      int[] chosen =
          Atoms.choose(pairs, atoms, RandomSource.L64_X128_MIX.create(1_000_000L + step));
      double[] logPrior = new double[pairs];
      for (int i = 0; i < pairs; i++) {
        logPrior[i] = -0.5 * batch.u()[i] * batch.u()[i];
      }
      double[] ofAtoms = Atoms.values(logPrior, chosen);
      flow.step(
          Atoms.rows(batch.u(), 1, chosen),
          batch.context(),
          logDensity -> DensityLoss.atomic(logDensity, ofAtoms, atoms),
          1e-3 * (1 + Math.cos(Math.PI * step / steps)));
    }
    for (float y : new float[] {0, 1, 2}) {
      double[] ratios = logRatios(flow, y, 4000);
      double mean = Arrays.stream(ratios).average().orElseThrow();
      double factor = Math.log(Arrays.stream(ratios).map(Math::exp).average().orElseThrow());
      System.out.printf(
          "atomic, y = %.0f: KL %.4f nats, log factor %.3f%n", y, factor - mean, factor);
      assertTrue(factor - mean < 0.03, "KL " + (factor - mean) + " at y = " + y);
      assertTrue(Math.abs(factor) < 0.3, "log factor " + factor + " at y = " + y);
    }
  }

  /** y(0) has two crescents, mirrored at φ1 + φ2 = 0 and of radius 0.1, each with half the mass. */
  @Test
  void bothMoonsAreFoundWithHalfOfTheMassEach() {
    FittedFlow flow = new FittedFlow(FittedFlow.standard(2, 2), 3);
    flow.fit(1200, 2e-3, step -> moons(BATCH, step));
    float[] u = flow.draw(moonContext(0, 0), 10_000, 4).u();
    int upper = 0;
    int between = 0;
    int near = 0;
    for (int s = 0; s < u.length; s += 2) {
      double sum = (u[s] + u[s + 1]) / Math.sqrt(6);
      double difference = (u[s + 1] - u[s]) / Math.sqrt(6);
      upper += sum > 0 ? 1 : 0;
      between += Math.abs(sum) < 0.2 ? 1 : 0;
      near += Math.abs(Math.hypot(Math.abs(sum) - 0.25, difference) - 0.1) < 0.05 ? 1 : 0;
    }
    System.out.printf("moons: upper %d, between %d, on a crescent %d%n", upper, between, near);
    assertEquals(0.5, upper / 10_000.0, 0.1);
    assertTrue(between < 500, "between the moons " + between);
    assertTrue(near > 8_000, "on a crescent " + near);
  }

  /** u = φ, drawn from N(mean, 1), and y = φ + 0.5 e, not standardised. */
  private static FittedFlow.Batch gaussian(int rows, int parameters, double mean, long seed) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    float[] u = new float[rows * parameters];
    float[] y = new float[u.length];
    for (int i = 0; i < u.length; i++) {
      u[i] = (float) (mean + SmallTask.gaussianDraw(random));
      y[i] = (float) (u[i] + 0.5 * SmallTask.gaussianDraw(random));
    }
    return new FittedFlow.Batch(u, y);
  }

  /** log q(u | y) - log N(u; 0.8 y, 0.2) at draws of the latter. */
  private static double[] logRatios(FittedFlow flow, float y, int count) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(7L);
    float[] u = new float[count];
    double[] exact = new double[count];
    for (int i = 0; i < count; i++) {
      double noise = SmallTask.gaussianDraw(random);
      u[i] = (float) (0.8 * y + Math.sqrt(0.2) * noise);
      exact[i] = -0.5 * (noise * noise + Math.log(2 * Math.PI * 0.2));
    }
    double[] ratios = flow.logDensity(u, new float[] {y});
    for (int i = 0; i < count; i++) {
      ratios[i] -= exact[i];
    }
    return ratios;
  }

  /** Mean over {@code fresh} of log N(u; 0.8 y, 0.2 I) - log q(u | y). */
  private static double divergence(FittedFlow flow, FittedFlow.Batch fresh) {
    double[] logDensity = flow.logDensity(fresh.u(), fresh.context());
    double sum = 0;
    for (int i = 0; i < fresh.u().length; i++) {
      double miss = fresh.u()[i] - 0.8 * fresh.context()[i];
      sum -= 0.5 * (miss * miss / 0.2 + Math.log(2 * Math.PI * 0.2));
    }
    for (double value : logDensity) {
      sum -= value;
    }
    return sum / logDensity.length;
  }

  /** φ ~ U[-1, 1]², divided by its deviation. */
  private static FittedFlow.Batch moons(int rows, long seed) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    TwoMoons simulator = new TwoMoons();
    float[] u = new float[rows * 2];
    float[] context = new float[rows * 2];
    for (int row = 0; row < rows; row++) {
      Parameters phi = Parameters.of(2 * random.nextDouble() - 1, 2 * random.nextDouble() - 1);
      Data y = simulator.simulate(phi, random);
      System.arraycopy(moonContext(y.get(0), y.get(1)), 0, context, row * 2, 2);
      for (int p = 0; p < 2; p++) {
        u[row * 2 + p] = (float) (phi.get(p) * Math.sqrt(3));
      }
    }
    return new FittedFlow.Batch(u, context);
  }

  /** Standardised roughly. */
  private static float[] moonContext(double across, double along) {
    return new float[] {(float) ((across + 0.15) / 0.35), (float) (along / 0.6)};
  }
}
