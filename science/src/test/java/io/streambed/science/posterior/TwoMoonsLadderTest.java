package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import io.streambed.science.Posterior.Sampler;
import io.streambed.science.posterior.LadderSettings.Last;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Uniform;
import io.streambed.science.simulator.TwoMoons;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/**
 * Every rung on two_moons with its exact log-likelihood at y = 0: two crescents, φ1 + φ2 > 0 and <
 * 0, of 1/2 each; in either the point ((|φ1 + φ2|) / √2 - 0.25, (φ1 - φ2) / √2) has an angle
 * uniform on ± π/2 and a radius N(0.1, 0.01²), independent of each other, as the map is an isometry
 * and the prior flat.
 */
class TwoMoonsLadderTest {
  private static final Data ORIGIN = Data.of(new float[] {0, 0}, 2);
  private static final Prior PRIOR =
      Prior.of(
          new ParameterSpace(List.of("a", "b"), List.of("1", "1")),
          List.of(new Uniform(-1, 1), new Uniform(-1, 1)));
  private static final TwoMoons MOONS = new TwoMoons();
  private static final Bank BANK =
      Bank.create(PRIOR, new PriorProposal(), 1 << 18, RandomSource.PHILOX_4X64.create(1L));

  private static final EmbeddedBank EMBEDDED = EmbeddedBank.of(emulator(), BANK);

  private static double score(double a, double b) {
    return MOONS.logLikelihood(Parameters.of(a, b), ORIGIN);
  }

  private static DifferentiableEmulator emulator() {
    double h = 1e-7;
    return DifferentiableEmulator.of(
        (x, count) -> {
          float[] scores = new float[count];
          for (int i = 0; i < count; i++) {
            scores[i] = (float) score(x[2 * i], x[2 * i + 1]);
          }
          return scores;
        },
        (x, count, embedding, slopes) -> {
          double[] scores = new double[count];
          for (int i = 0; i < count; i++) {
            double a = x[2 * i];
            double b = x[2 * i + 1];
            scores[i] = score(a, b);
            slopes[2 * i] = (score(a + h, b) - score(a - h, b)) / (2 * h);
            slopes[2 * i + 1] = (score(a, b + h) - score(a, b - h)) / (2 * h);
          }
          return scores;
        });
  }

  private static LadderSettings settings(double rejection, double resampling, Last last) {
    return new LadderSettings(
        4096,
        rejection,
        resampling,
        0.7,
        ClosedForm.NOT_ADAPTED,
        2000,
        0.5,
        0.5,
        0.1,
        30,
        100,
        0.1,
        2048,
        last,
        ClosedForm.MCMC);
  }

  /**
   * Bounds of five deviations for as many independent draws as are said to be effective: false
   * alarm 3e-6 over the five figures of a rung.
   */
  private static Sampled checked(Sampler rung, LadderSettings settings, int samples) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(7L);
    Sampled sampled =
        new Ladder(PRIOR, new PriorProposal(), BANK, settings)
            .sample(EMBEDDED.at(new float[] {1}), samples, Deadline.none(), random);
    assertEquals(rung, sampled.sampler());
    double effective = sampled.trust().effectiveSampleSize();
    assertTrue(effective > 100, sampled.trust().toString());
    double upper = 0;
    double[] angle = new double[samples];
    double[] radius = new double[samples];
    for (int s = 0; s < samples; s++) {
      double a = sampled.draws().get(s, 0);
      double b = sampled.draws().get(s, 1);
      upper += a + b > 0 ? 1.0 / samples : 0;
      double across = Math.abs(a + b) / Math.sqrt(2) - 0.25;
      double along = (a - b) / Math.sqrt(2);
      angle[s] = Math.atan2(along, across);
      radius[s] = Math.hypot(along, across);
    }
    double unit = 5 / Math.sqrt(effective);
    assertEquals(0.5, upper, 0.5 * unit, rung + ": share of the upper crescent");
    double spread = Math.PI / Math.sqrt(12);
    assertEquals(0, mean(angle), spread * unit, rung + ": mean angle");
    assertEquals(1, deviation(angle) / spread, 0.45 * unit, rung + ": deviation of the angle");
    assertEquals(0.1, mean(radius), 0.01 * unit, rung + ": mean radius");
    assertEquals(1, deviation(radius) / 0.01, 0.71 * unit, rung + ": deviation of the radius");
    return sampled;
  }

  private static double mean(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    return mean;
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean) / values.length;
    }
    return Math.sqrt(squares);
  }

  @Test
  void rejectionGivesBothCrescentsTheirHalf() {
    Sampled sampled = checked(Sampler.REJECTION, settings(1.5, 2, Last.TEMPERED_SMC), 150);
    // Some thousand draws of the bank lie near the peak: half of them bound the other half well.
    assertTrue(sampled.trust().boundExcess() < 0.02, sampled.trust().toString());
  }

  @Test
  void importanceResamplingGivesBothCrescentsTheirHalf() {
    checked(Sampler.IMPORTANCE_RESAMPLING, settings(1e9, 2, Last.TEMPERED_SMC), 200);
  }

  @Test
  void temperedSmcGivesBothCrescentsTheirHalf() {
    checked(Sampler.TEMPERED_SMC, settings(1e9, 1e9, Last.TEMPERED_SMC), 2000);
  }

  @Test
  void mcmcGivesBothCrescentsTheirHalf() {
    checked(Sampler.MCMC, settings(1e9, 1e9, Last.MCMC), 2000);
  }
}
