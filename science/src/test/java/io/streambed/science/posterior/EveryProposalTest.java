package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Draws;
import io.streambed.science.Parameters;
import io.streambed.science.Posterior.Status;
import io.streambed.science.RatioEstimator;
import io.streambed.science.diagnostics.EffectiveSampleSize;
import io.streambed.science.posterior.LadderSettings.Last;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.KernelProposal;
import io.streambed.science.prior.Kernels;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Proposal;
import io.streambed.science.prior.TruncatedProposal;
import io.streambed.science.prior.UnitBox;
import io.streambed.science.simulator.LinearGaussian;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A proposal never changes the answer, only its cost: with the exact log p(y | φ) of {@link
 * LinearGaussian} in five dimensions the posterior is N(y / 2, 0.05 I) whatever the bank is drawn
 * from, and every proposal around it makes the bank's weights more even than the prior does.
 */
class EveryProposalTest {
  private static final int P = 5;
  private static final int BANK = 1 << 15;
  private static final LinearGaussian SIMULATOR = new LinearGaussian(P);
  private static final Prior PRIOR = SIMULATOR.prior();
  private static final Data Y = Data.of(new float[] {0.9f, -0.6f, 0.3f, 0, -1.1f}, P);

  /** log p(y | φ), of any data. */
  private static final RatioEstimator EXACT =
      new RatioEstimator() {
        @Override
        public Candidates candidates(double[] x, int count) {
          return data -> {
            float[] scores = new float[data.size() * count];
            for (int i = 0; i < scores.length; i++) {
              scores[i] = (float) score(x, i % count, data.get(i / count));
            }
            return scores;
          };
        }

        @Override
        public double[] own(List<Data> data, double[] x) {
          double[] scores = new double[data.size()];
          for (int i = 0; i < scores.length; i++) {
            scores[i] = score(x, i, data.get(i));
          }
          return scores;
        }
      };

  /** Slopes are (y - φ) / 0.1. */
  private static final SlopedScoring SCORING =
      new SlopedScoring() {
        @Override
        public double[] at(double[] x, int count) {
          double[] scores = new double[count];
          for (int i = 0; i < count; i++) {
            scores[i] = score(x, i, Y);
          }
          return scores;
        }

        @Override
        public double[] withSlopes(double[] x, int count, double[] slopes) {
          for (int i = 0; i < count * P; i++) {
            slopes[i] = (Y.get(i % P) - x[i]) / 0.1;
          }
          return at(x, count);
        }
      };

  private static double score(double[] x, int row, Data y) {
    return SIMULATOR.logLikelihood(Parameters.of(Arrays.copyOfRange(x, row * P, (row + 1) * P)), y);
  }

  /** What a proposal is made of: prior x likelihood^β by the ladder from the prior. */
  private static Sampled tempered(double exponent) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(1L);
    return TemperedPosterior.sampler(
            EXACT, PRIOR, new PriorProposal(), exponent, BANK, ClosedForm.settings(), random)
        .sample(Y, 4000, Deadline.none(), random);
  }

  private enum Kind {
    GAUSSIAN,
    TRUNCATED,
    TEMPERED,
    POSTERIOR,
    UNDEFENDED;

    Proposal proposal() {
      Draws draws = tempered(this == TEMPERED ? 0.3 : 1).draws();
      // Here u is x.
      double[] rows = draws.toArray();
      double[] weights = draws.weights();
      UniformRandomProvider random = RandomSource.PHILOX_4X64.create(2L);
      UnitBox box = UnitBox.around(PRIOR, rows, weights, 0.001, 0.1);
      Kernels kernels = Kernels.around(PRIOR, rows, weights, 200, 1.5, random);
      return switch (this) {
        case GAUSSIAN -> GaussianProposal.around(1, PRIOR, rows, weights, 1.5, 0.9999);
        case TRUNCATED -> new TruncatedProposal(1, box);
        case TEMPERED, POSTERIOR -> KernelProposal.cut(1, PRIOR, box, kernels, 0.2, random);
        case UNDEFENDED -> KernelProposal.cut(1, PRIOR, box, kernels, 0, random);
      };
    }
  }

  private static double evenness(Bank bank) {
    double[] logWeights = bank.logWeights(SCORING.atBank(bank, 0, bank.size()));
    return EffectiveSampleSize.of(LogWeights.relative(logWeights, 1)) / bank.size();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theAnswerIsTheSameOnEveryRungAndTheBankIsWorthMore(Kind kind) {
    Proposal proposal = kind.proposal();
    Bank bank = Bank.create(PRIOR, proposal, BANK, RandomSource.PHILOX_4X64.create(5L));
    Bank ofPrior =
        Bank.create(PRIOR, new PriorProposal(), BANK, RandomSource.PHILOX_4X64.create(5L));
    double gain = evenness(bank) / evenness(ofPrior);
    System.out.printf("%s: the bank's weights are %.1f times as even%n", kind, gain);
    assertTrue(gain > 1.5, "gain " + gain);
    for (LadderSettings settings :
        List.of(
            ClosedForm.settings(),
            ClosedForm.onlyLast(Last.TEMPERED_SMC, 2000),
            ClosedForm.onlyLast(Last.MCMC, 2000))) {
      UniformRandomProvider random = RandomSource.PHILOX_4X64.create(6L);
      Sampled sampled =
          new Ladder(PRIOR, proposal, bank, settings)
              .sample(SCORING, 2000, Deadline.none(), random);
      assertEquals(Status.COMPLETE, sampled.status());
      assertFollows(sampled, 0.5, 0.05, kind + ", " + sampled.sampler());
      assertTrue(sampled.trust().cutMass() < 0.01, sampled.trust().toString());
    }
  }

  /** Precision 10 + β 10, so the mean is y β / (1 + β) and the variance 0.1 / (1 + β). */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 1})
  void temperedDrawsFollowThePriorTimesThePowerOfTheLikelihood(double exponent) {
    Sampled sampled = tempered(exponent);
    assertFollows(sampled, exponent / (1 + exponent), 0.1 / (1 + exponent), "β " + exponent);
  }

  /**
   * N(share y, variance I): means, and all entries of the covariance, within five deviations for as
   * many independent draws as are said to be effective. False alarm 6e-7 an entry, 20 entries, had
   * the seed been random.
   */
  private static void assertFollows(Sampled sampled, double share, double variance, String what) {
    Draws draws = sampled.draws();
    double effective = sampled.trust().effectiveSampleSize();
    assertTrue(effective > 300, what + ": " + sampled.trust());
    double unit = 5 / Math.sqrt(effective);
    for (int p = 0; p < P; p++) {
      double mean = share * Y.get(p);
      assertEquals(mean, draws.mean(p), Math.sqrt(variance) * unit, what + ": mean " + p);
      for (int q = 0; q <= p; q++) {
        double covariance = 0;
        for (int s = 0; s < draws.size(); s++) {
          covariance +=
              (draws.get(s, p) - mean) * (draws.get(s, q) - share * Y.get(q)) / draws.size();
        }
        double spread = variance * (p == q ? Math.sqrt(2) : 1);
        assertEquals(
            p == q ? variance : 0,
            covariance,
            spread * unit,
            "%s: covariance %d, %d".formatted(what, p, q));
      }
    }
  }
}
