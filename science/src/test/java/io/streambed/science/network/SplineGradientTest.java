package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class SplineGradientTest {
  private static final int ROWS = 24;

  /** So short that hardly a value crosses a knot, where the gradient jumps. */
  private static final double STEP = 2e-4;

  private static FittedFlow flow(int parameters) {
    SplineSettings settings = new SplineSettings(parameters, 3, 3, 6, 3, 12, 2);
    return new FittedFlow(settings, 1).roughened(0.2, 2);
  }

  private static float[] normal(int size, long seed) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) SmallTask.gaussianDraw(random);
    }
    return values;
  }

  /** Weight by weight along its gradient: a wrong place or sign shows in every one. */
  private static void assertGradient(
      FittedFlow flow, float[] u, float[] context, Function<double[], DensityLoss> loss) {
    SplineGradient.Result result = flow.differentiate(u, context, loss);
    assertEquals(loss.apply(flow.logDensity(u, context)).value(), result.loss(), 1e-5);
    float[] gradient = flow.gradient().clone();
    float[] weights = flow.weights().clone();
    for (WeightLayout.Entry entry : flow.layout().entries()) {
      double squares = 0;
      for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
        squares += (double) gradient[i] * gradient[i];
      }
      double norm = Math.sqrt(squares);
      assertTrue(norm > 1e-6, "no gradient of " + entry.name());
      double[] ends = new double[2];
      for (int end = 0; end < 2; end++) {
        double factor = (end == 0 ? 1 : -1) * STEP / norm;
        for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
          flow.weights()[i] = (float) (weights[i] + factor * gradient[i]);
        }
        ends[end] = loss.apply(flow.logDensity(u, context)).value();
      }
      System.arraycopy(weights, 0, flow.weights(), 0, weights.length);
      double slope = (ends[0] - ends[1]) / (2 * STEP);
      assertEquals(norm, slope, 5e-3 * norm + 2e-3, entry.name());
    }
  }

  @Test
  void theGradientIsThatOfCentralDifferencesForEveryWeight() {
    for (int parameters : new int[] {1, 2, 3}) {
      float[] u = normal(ROWS * parameters, 3);
      assertGradient(flow(parameters), u, normal(ROWS * 3, 4), DensityLoss::negativeMean);
    }
  }

  @Test
  void theGradientOfTheAtomicLossIsThatOfCentralDifferences() {
    int atoms = 4;
    int[] chosen = Atoms.choose(ROWS, atoms, RandomSource.L64_X128_MIX.create(5L));
    float[] u = Atoms.rows(normal(ROWS * 2, 6), 2, chosen);
    double[] logPrior = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      logPrior[i] = Math.sin(i);
    }
    double[] ofAtoms = Atoms.values(logPrior, chosen);
    assertGradient(
        flow(2),
        u,
        normal(ROWS * 3, 7),
        logDensity -> DensityLoss.atomic(logDensity, ofAtoms, atoms));
  }

  @Test
  void theGradientByTheContextIsThatOfCentralDifferences() {
    FittedFlow flow = flow(2);
    float[] u = normal(ROWS * 2, 8);
    float[] context = normal(ROWS / 4 * 3, 9);
    float[] byContext = flow.differentiate(u, context, DensityLoss::negativeMean).byContext();
    assertEquals(context.length, byContext.length);
    float h = 1f / 4096;
    for (int i = 0; i < context.length; i++) {
      float[] up = context.clone();
      float[] down = context.clone();
      up[i] += h;
      down[i] -= h;
      double slope =
          (DensityLoss.negativeMean(flow.logDensity(u, up)).value()
                  - DensityLoss.negativeMean(flow.logDensity(u, down)).value())
              / (2 * h);
      assertEquals(slope, byContext[i], 5e-3, "context " + i);
    }
  }

  @Test
  void aCollectionBetweenThePassesLeavesTheGradientAlone() {
    FittedFlow undisturbed = flow(3);
    FittedFlow disturbed = flow(3);
    disturbed.pass().betweenPasses(SplineGradientTest::collectAndOverwrite);
    for (int step = 0; step < 5; step++) {
      float[] u = normal((ROWS + step) * 3, 10 + step);
      float[] context = normal((ROWS + step) * 3, 20 + step);
      undisturbed.step(u, context, DensityLoss::negativeMean, 1e-2);
      disturbed.step(u, context, DensityLoss::negativeMean, 1e-2);
      assertArrayEquals(undisturbed.gradient(), disturbed.gradient(), "step " + step);
    }
  }

  /** Frees native memory that nothing on the heap holds, and writes over it. */
  private static void collectAndOverwrite() {
    System.gc();
    System.gc();
    List<NativeFloats> rubbish = new ArrayList<>();
    float[] values = new float[1024];
    Arrays.fill(values, 1e30f);
    for (int size = 1; size <= 1024; size *= 2) {
      for (int i = 0; i < 50; i++) {
        NativeFloats floats = new NativeFloats(size);
        floats.put(0, values, 0, size);
        rubbish.add(floats);
      }
    }
    assertEquals(11 * 50, rubbish.size());
  }

  @Test
  void theSameSeedGivesTheSameWeightsBitForBit() {
    float[][] weights = new float[2][];
    for (int run = 0; run < 2; run++) {
      FittedFlow flow = new FittedFlow(FittedFlow.standard(2, 3), 3);
      for (int step = 0; step < 20; step++) {
        float[] u = normal(ROWS * 2, step);
        flow.step(u, normal(ROWS * 3, ~step), DensityLoss::negativeMean, 1e-3);
      }
      weights[run] = flow.weights();
    }
    assertArrayEquals(weights[0], weights[1]);
  }

  @Test
  void aValueThatIsNoNumberMakesALossThatIsNone() {
    float[] u = normal(ROWS * 2, 30);
    u[5] = Float.NaN;
    SplineGradient.Result result =
        flow(2).differentiate(u, normal(ROWS * 3, 31), DensityLoss::negativeMean);
    assertTrue(Double.isNaN(result.loss()));
  }

  @Test
  void aLossThatFallsIsWhatTrainingGives() {
    FittedFlow flow = new FittedFlow(FittedFlow.standard(2, 2), 5);
    float[] u = normal(64 * 2, 40);
    for (int i = 0; i < u.length; i++) {
      u[i] *= 0.2f;
    }
    float[] context = normal(64 * 2, 41);
    double before = flow.step(u, context, DensityLoss::negativeMean, 3e-3);
    double after = before;
    for (int step = 0; step < 50; step++) {
      after = flow.step(u, context, DensityLoss::negativeMean, 3e-3);
    }
    assertTrue(after < before - 1, before + " -> " + after);
  }
}
