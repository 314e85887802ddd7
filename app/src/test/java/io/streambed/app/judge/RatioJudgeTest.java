package io.streambed.app.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.streambed.app.result.RatioSummary;
import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.science.posterior.LadderSettings;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.posterior.PosteriorSampler;
import io.streambed.science.prior.Normal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.simulator.LinearGaussian;
import io.streambed.science.simulator.SimulationRun;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** The prior N(0, .1) and the noise N(0, .1): log r of one dimension is known in closed form. */
class RatioJudgeTest {
  private static final int SIZE = 2;
  private static final long SEED = 3;
  private static final LinearGaussian SIMULATOR = new LinearGaussian(SIZE);
  private static final Prior PRIOR =
      Prior.of(
          new ParameterSpace(List.of("a", "b"), Collections.nCopies(SIZE, "1")),
          Collections.nCopies(SIZE, new Normal(0, Math.sqrt(0.1))));
  private static final List<Outcome.Pair> PAIRS =
      LongStream.range(0, 100)
          .mapToObj(
              run ->
                  (Outcome.Pair)
                      SimulationRun.execute(SIMULATOR, PRIOR, new PriorProposal(), SEED, run))
          .toList();

  /** Scores of a function of (φ, y). */
  private record Scored(ToDoubleBiFunction<Parameters, Data> score) implements PosteriorEstimator {
    @Override
    public Candidates candidates(double[] x, int count) {
      return data -> {
        float[] scores = new float[count];
        for (int m = 0; m < count; m++) {
          Parameters row = Parameters.of(Arrays.copyOfRange(x, m * SIZE, (m + 1) * SIZE));
          scores[m] = (float) score.applyAsDouble(row, data.get(0));
        }
        return scores;
      };
    }

    @Override
    public double[] own(List<Data> data, double[] x) {
      throw new UnsupportedOperationException();
    }

    @Override
    public PosteriorSampler sampler(int bank, LadderSettings ladder, UniformRandomProvider random) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  private static RatioSummary judge(ToDoubleBiFunction<Parameters, Data> score) {
    try (KnownLikelihood known = KnownLikelihood.of(SIMULATOR, new Scored(score), PRIOR, SEED)) {
      return Objects.requireNonNull(RatioJudge.of(PAIRS, known, Long.MAX_VALUE));
    }
  }

  private static double exact(Parameters parameters, Data data) {
    return SIMULATOR.logLikelihoodOf(data).applyAsDouble(parameters);
  }

  @Test
  void theExactRatioWithAnyFunctionOfTheDataAgrees() {
    RatioSummary summary = judge((parameters, data) -> exact(parameters, data) + data.get(0));
    assertEquals(100, summary.pairs());
    assertEquals(0, summary.kl(), 1e-4);
    assertEquals(0, summary.joint().rmse(), 1e-4);
    assertEquals(0, summary.shuffled().rmse(), 1e-4);
    assertEquals(1, summary.joint().correlation(), 1e-4);
    assertEquals(1, summary.shuffled().correlation(), 1e-4);
  }

  /** What the prior misses is the information, log 2 / 2 for each of two dimensions. */
  @Test
  void thePriorAsAnswerMissesTheInformation() {
    RatioSummary summary = judge((parameters, data) -> 0);
    // log r of one dimension is log 2 / 2 - z²/4 + x²/4 + xz/2 with x and z standard normal, of
    // variance 1/2: four deviations of the mean of 100 pairs, one seed in 15,000 fails.
    assertEquals(Math.log(2), summary.kl(), 0.4);
    assertEquals(Double.NaN, summary.joint().correlation());
  }

  @Test
  void noTimeForTwoPairsGivesNothing() {
    try (KnownLikelihood known =
        KnownLikelihood.of(SIMULATOR, new Scored((parameters, data) -> 0), PRIOR, SEED)) {
      assertNull(RatioJudge.of(PAIRS, known, System.nanoTime() - 1));
    }
  }
}
