package io.streambed.science.posterior;

import io.streambed.science.posterior.LadderSettings.Last;
import io.streambed.science.prior.Normal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * Critics that are exact: the prior is N(0, I), where u = x, and the one-value embedding [s(φ)]
 * against F = [1] makes the posterior a given density.
 */
final class ClosedForm {
  private static final float[] ONE = {1};

  static final AdaptationSettings NOT_ADAPTED = new AdaptationSettings(0, 64, 4, 16_384);

  static final McmcSettings MCMC = new McmcSettings(40, 8, 0.8);

  private ClosedForm() {}

  static Prior standardNormal(int parameters) {
    List<String> names = new ArrayList<>();
    for (int p = 0; p < parameters; p++) {
      names.add("phi" + p);
    }
    return Prior.of(
        new ParameterSpace(names, Collections.nCopies(parameters, "1")),
        Collections.nCopies(parameters, new Normal(0, 1)));
  }

  /** s = log of {@code density}(rows, row) - log prior: the posterior is that density. */
  static Emulator posterior(Prior prior, ToDoubleBiFunction<double[], Integer> logDensity) {
    int p = prior.size();
    return (x, count) -> {
      float[] embedded = new float[count];
      for (int i = 0; i < count; i++) {
        double[] row = Arrays.copyOfRange(x, i * p, (i + 1) * p);
        embedded[i] = (float) (logDensity.applyAsDouble(x, i) - prior.logDensity(row));
      }
      return embedded;
    };
  }

  /** The emulator's scores, its embeddings of the bank computed once. */
  static Scoring scoring(Emulator emulator, Bank bank) {
    return EmbeddedBank.of(emulator, bank).at(ONE);
  }

  /** The same without a bank. */
  static Scoring scoring(Emulator emulator) {
    return (x, count) -> {
      float[] scores = emulator.emulate(x, count);
      double[] wide = new double[count];
      for (int i = 0; i < count; i++) {
        wide[i] = scores[i];
      }
      return wide;
    };
  }

  /** The scores and slopes of an emulator that has them, without a bank. */
  static SlopedScoring scoring(DifferentiableEmulator emulator) {
    Scoring plain = scoring((Emulator) emulator);
    return new SlopedScoring() {
      @Override
      public double[] at(double[] x, int count) {
        return plain.at(x, count);
      }

      @Override
      public double[] withSlopes(double[] x, int count, double[] slopes) {
        return emulator.scoresAndSlopes(x, count, ONE, slopes);
      }
    };
  }

  /** Of {@link #posterior} with slopes, by central differences of both densities. */
  static DifferentiableEmulator sloped(
      Prior prior, ToDoubleBiFunction<double[], Integer> logDensity) {
    int p = prior.size();
    double h = 1e-6;
    return DifferentiableEmulator.of(
        posterior(prior, logDensity),
        (x, count, embedding, slopes) -> {
          double[] scores = new double[count];
          double[] row = new double[p];
          for (int i = 0; i < count; i++) {
            System.arraycopy(x, i * p, row, 0, p);
            scores[i] = logDensity.applyAsDouble(row, 0) - prior.logDensity(row);
            for (int q = 0; q < p; q++) {
              double at = row[q];
              row[q] = at + h;
              double above = logDensity.applyAsDouble(row, 0) - prior.logDensity(row);
              row[q] = at - h;
              double below = logDensity.applyAsDouble(row, 0) - prior.logDensity(row);
              row[q] = at;
              slopes[i * p + q] = (above - below) / (2 * h);
            }
          }
          return scores;
        });
  }

  /** Settings by which whatever is asked for goes to the last rung. */
  static LadderSettings onlyLast(Last last, int particles) {
    return new LadderSettings(
        4096, 1e9, 1e9, 0.7, NOT_ADAPTED, particles, 0.5, 0.5, 0.1, 30, 100, 0.1, 2048, last, MCMC);
  }

  /** N(m, C) of the given deviations, all correlations {@code correlation}. */
  static GaussianDensity gaussian(double[] mean, double[] deviation, double correlation) {
    int p = mean.length;
    double[] covariance = new double[p * p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        covariance[i * p + j] = deviation[i] * deviation[j] * (i == j ? 1 : correlation);
      }
    }
    return new GaussianDensity(mean, covariance);
  }

  static LadderSettings settings() {
    return new LadderSettings(
        4096,
        1.5,
        2,
        0.7,
        NOT_ADAPTED,
        4096,
        0.5,
        0.5,
        0.1,
        30,
        100,
        0.1,
        2048,
        Last.TEMPERED_SMC,
        MCMC);
  }
}
