package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.prior.Distribution;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.LogNormal;
import io.streambed.science.prior.Normal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.TruncatedNormal;
import io.streambed.science.prior.Uniform;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class HamiltonianMoveTest {
  private static final Prior NORMAL = ClosedForm.standardNormal(2);
  private static final GaussianDensity UNIT =
      ClosedForm.gaussian(new double[2], new double[] {1, 1}, 0);

  /** The posterior N(0, I) in two dimensions. */
  private static SlopedTarget circle() {
    return new SlopedTarget(
        ClosedForm.scoring(ClosedForm.sloped(NORMAL, (x, i) -> UNIT.logDensity(1, x, i))),
        NORMAL,
        new PriorProposal());
  }

  private static HamiltonianMove move(SlopedTarget target, long seed) {
    return new HamiltonianMove(target, 64, Deadline.none(), RandomSource.PHILOX_4X64.create(seed));
  }

  /**
   * From u = (1, 0), r = (0, 2) with ε = 0.1: r = (-0.05, 2), u = (0.995, 0.2), r = (-0.05 -
   * 0.04975, 2 - 0.01).
   */
  @Test
  void aLeapIsWorkedOutByHand() {
    Chains path = Chains.at(new double[] {1, 0}, circle(), 64);
    double[] momenta = {0, 2};
    move(circle(), 1).leap(path, momenta, UNIT, 0.1);
    assertArrayEquals(new double[] {0.995, 0.2}, path.particles.u, 1e-8);
    assertArrayEquals(new double[] {-0.09975, 1.99}, momenta, 1e-8);
  }

  @Test
  void aPathBackwardsComesBackAndAHalvedStepQuartersTheErrorOfTheEnergy() {
    GaussianDensity metric = ClosedForm.gaussian(new double[2], new double[] {0.7, 1.5}, 0.6);
    SlopedTarget target = circle();
    HamiltonianMove move = move(target, 1);
    double[] errors = new double[2];
    for (int halved = 0; halved < 2; halved++) {
      int leaps = 16 << halved;
      double step = 0.2 / (1 << halved);
      Chains path = Chains.at(new double[] {1, -0.5}, target, 64);
      double[] momenta = {0.3, 1.1};
      double before = path.particles.logWeight[0] - HamiltonianMove.kinetic(momenta, 0, 2);
      for (int leap = 0; leap < leaps; leap++) {
        move.leap(path, momenta, metric, step);
      }
      double after = path.particles.logWeight[0] - HamiltonianMove.kinetic(momenta, 0, 2);
      errors[halved] = Math.abs(after - before);
      momenta[0] *= -1;
      momenta[1] *= -1;
      for (int leap = 0; leap < leaps; leap++) {
        move.leap(path, momenta, metric, step);
      }
      assertArrayEquals(new double[] {1, -0.5}, path.particles.u, 1e-7);
    }
    assertEquals(4, errors[0] / errors[1], 0.6);
  }

  /** Wrong slopes (of a density twice as wide) leave the target as it is, only slower. */
  @Test
  void theTargetStaysEvenWithWrongSlopes() {
    DifferentiableEmulator right = ClosedForm.sloped(NORMAL, (x, i) -> UNIT.logDensity(1, x, i));
    SlopedTarget target =
        new SlopedTarget(
            ClosedForm.scoring(
                DifferentiableEmulator.of(
                    right,
                    (x, count, embedding, slopes) -> {
                      double[] scores = right.scoresAndSlopes(x, count, embedding, slopes);
                      for (int i = 0; i < 2 * count; i++) {
                        slopes[i] += 0.75 * x[i];
                      }
                      return scores;
                    })),
            NORMAL,
            new PriorProposal());
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(8L);
    int size = 4000;
    double[] starts = new double[2 * size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(NORMAL.sample(random), 0, starts, 2 * i, 2);
    }
    Chains chains = Chains.at(starts, target, 64);
    HamiltonianMove move = move(target, 9);
    for (int t = 0; t < 20; t++) {
      double probability = move.transition(chains, UNIT, 0.7, 3);
      assertTrue(probability > 0.2 && probability < 0.999, "" + probability);
    }
    double sum = 0;
    double squares = 0;
    for (double u : chains.particles.u) {
      sum += u / (2 * size);
      squares += u * u / (2 * size);
    }
    // 8,000 values: 5 deviations of a mean and of a mean square, false alarm 1e-6.
    assertEquals(0, sum, 5 / Math.sqrt(2 * size));
    assertEquals(1, squares, 5 * Math.sqrt(2.0 / (2 * size)));
  }

  @Test
  void slopesInUnboundedCoordinatesAreThoseOfCentralDifferences() {
    List<Distribution> kinds =
        List.of(
            new Uniform(-5, 20),
            new Normal(3, 0.5),
            new LogNormal(-1, 0.5),
            new TruncatedNormal(0.05, 0.05, 0, Double.POSITIVE_INFINITY));
    Prior prior =
        Prior.of(
            new ParameterSpace(List.of("a", "b", "c", "d"), List.of("1", "1", "1", "1")), kinds);
    DifferentiableEmulator emulator =
        DifferentiableEmulator.of(
            (x, count) -> new float[count],
            (x, count, embedding, slopes) -> {
              double[] scores = new double[count];
              for (int i = 0; i < count; i++) {
                double a = x[4 * i];
                double b = x[4 * i + 1];
                double c = x[4 * i + 2];
                double d = x[4 * i + 3];
                scores[i] = a * b * c + d * d;
                slopes[4 * i] = b * c;
                slopes[4 * i + 1] = a * c;
                slopes[4 * i + 2] = a * b;
                slopes[4 * i + 3] = 2 * d;
              }
              return scores;
            });
    SlopedTarget target =
        new SlopedTarget(ClosedForm.scoring(emulator), prior, new PriorProposal());
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(2L);
    double h = 1e-5;
    for (int repeat = 0; repeat < 20; repeat++) {
      double[] u = prior.toUnbounded(prior.sample(random));
      double[] slopes = new double[4];
      target.evaluate(u, 1, new double[1], slopes);
      for (int p = 0; p < 4; p++) {
        double[] both = new double[8];
        System.arraycopy(u, 0, both, 0, 4);
        System.arraycopy(u, 0, both, 4, 4);
        both[p] += h;
        both[4 + p] -= h;
        double[] logDensity = new double[2];
        target.evaluate(both, 2, logDensity, new double[8]);
        double difference = (logDensity[0] - logDensity[1]) / (2 * h);
        assertEquals(difference, slopes[p], 1e-4 * (1 + Math.abs(difference)), "p " + p);
      }
    }
  }

  @Test
  void outsideTheSupportNothingIsAskedOfTheEmulator() {
    GaussianProposal proposal =
        GaussianProposal.of(1, new double[] {0, 0}, new double[] {1, 0, 0, 1}, 0.5);
    int[] asked = new int[1];
    DifferentiableEmulator emulator =
        DifferentiableEmulator.of(
            (x, count) -> new float[count],
            (x, count, embedding, slopes) -> {
              asked[0] += count;
              return new double[count];
            });
    double[] logDensity = new double[3];
    double[] slopes = new double[6];
    new SlopedTarget(ClosedForm.scoring(emulator), NORMAL, proposal)
        .evaluate(new double[] {0.1, 0, 5, 5, 0, -0.2}, 3, logDensity, slopes);
    assertEquals(2, asked[0]);
    assertEquals(Double.NEGATIVE_INFINITY, logDensity[1]);
    assertEquals(-Math.log(2 * Math.PI) - 0.005, logDensity[0], 1e-12);
    assertArrayEquals(new double[] {-0.1, 0, 0, 0, 0, 0.2}, slopes, 1e-12);
  }

  @Test
  void theStepSizeSettlesWhereTheAcceptanceIsThatAskedFor() {
    // Acceptance exp(-ε): 0.8 at ε = 0.2231.
    StepSize step = new StepSize(0.8, 30);
    for (int t = 0; t < 30; t++) {
      step.learn(Math.exp(-step.next()));
    }
    step.begin();
    for (int t = 0; t < 30; t++) {
      step.learn(Math.exp(-step.next()));
    }
    assertEquals(0.8, Math.exp(-step.settled()), 0.02);
  }
}
