package io.streambed.science.posterior;

import io.streambed.science.prior.BoxedProposal;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * Many draws of a model's proposal, made once and shared by all observations, whose scores of them
 * come from outside. Immutable; safe to share between threads.
 */
public final class Bank {
  /** One fringe draw for so many draws of the bank. */
  private static final int FRINGE_SHARE = 4;

  private final int size;
  private final int parameters;
  private final double[] x;
  private final double[] logPriorRatios;
  private final @Nullable Fringe fringe;

  private Bank(int parameters, double[] x, double[] logPriorRatios, @Nullable Fringe fringe) {
    this.size = logPriorRatios.length;
    this.parameters = parameters;
    this.x = x;
    this.logPriorRatios = logPriorRatios;
    this.fringe = fringe;
  }

  /**
   * Draws {@code size} parameters of the proposal; for a proposal with a cut support a quarter more
   * around it, from which the cut mass is estimated.
   *
   * @param size S, at least 16; typically 65,536
   * @param random the only source of randomness: the same state gives the same bank
   */
  public static Bank create(
      Prior prior, Proposal proposal, int size, UniformRandomProvider random) {
    if (size < 16) {
      throw new IllegalArgumentException("expected a bank of at least 16 draws, got " + size);
    }
    int parameters = prior.size();
    double[] x = new double[Math.multiplyExact(size, parameters)];
    double[] logPriorRatios = new double[size];
    for (int s = 0; s < size; s++) {
      double[] row = proposal.sample(prior, random);
      System.arraycopy(row, 0, x, s * parameters, parameters);
      if (proposal.id() != 0) {
        double[] u = prior.toUnbounded(row);
        logPriorRatios[s] = logRatio(prior, proposal, u);
      }
    }
    return new Bank(parameters, x, logPriorRatios, fringe(prior, proposal, size, random));
  }

  private static @Nullable Fringe fringe(
      Prior prior, Proposal proposal, int size, UniformRandomProvider random) {
    if (proposal instanceof GaussianProposal gaussian && gaussian.supportMass() < 1) {
      return Fringe.around(prior, gaussian, size / FRINGE_SHARE, random);
    }
    return proposal instanceof BoxedProposal boxed
        ? Fringe.around(prior, boxed.box(), size / FRINGE_SHARE, random)
        : null;
  }

  /**
   * log p(u) - log p~(u). A draw that the rounding of u -> x -> u put outside the proposal's
   * support, or on the prior's edge, has no density there and weighs nothing.
   */
  private static double logRatio(Prior prior, Proposal proposal, double[] u) {
    double logPrior = prior.logDensityUnbounded(u);
    double logProposal = proposal.logDensityUnbounded(prior, u);
    return Double.isFinite(logPrior) && Double.isFinite(logProposal)
        ? logPrior - logProposal
        : Double.NEGATIVE_INFINITY;
  }

  /** S, the number of draws. */
  public int size() {
    return size;
  }

  /** P, the number of parameters. */
  public int parameters() {
    return parameters;
  }

  /** A copy of draw {@code s} in own units, shape [P]. */
  public double[] draw(int s) {
    return Arrays.copyOfRange(x, s * parameters, (s + 1) * parameters);
  }

  /** Copies draw {@code s} in own units to row {@code row} of {@code target}, [N, P]. */
  void copyDraw(int s, double[] target, int row) {
    System.arraycopy(x, s * parameters, target, row * parameters, parameters);
  }

  /** All draws in own units, [S, P] row-major; not to be changed. */
  public double[] draws() {
    return x;
  }

  /** Draws {@code from} to {@code to}, not included, in own units, [to - from, P] row-major. */
  double[] draws(int from, int to) {
    return Arrays.copyOfRange(x, from * parameters, to * parameters);
  }

  /** How many draws lie around the proposal, 0 where none are needed. */
  public int fringeSize() {
    return fringe == null ? 0 : fringe.size();
  }

  /** Those draws in own units, [fringeSize, P] row-major; not to be changed. */
  public double[] fringeDraws() {
    return fringe == null ? new double[0] : fringe.draws();
  }

  /** log Z(y) = log of the mean over draws of exp s; {@code scores} of the draws, [N]. */
  public static double logNormaliser(double[] scores) {
    return LogWeights.logMean(scores);
  }

  /**
   * log w = s + log p(u) - log p~(u): importance weights that turn draws of the proposal into draws
   * of the posterior p exp s on the proposal's support.
   *
   * @param scores of the first N draws, shape [N]
   * @return shape [N]
   */
  public double[] logWeights(double[] scores) {
    double[] logWeights = scores.clone();
    for (int s = 0; s < logWeights.length; s++) {
      logWeights[s] += logPriorRatios[s];
    }
    return logWeights;
  }

  /**
   * Share of the posterior p exp s that lies outside the proposal's support, which no draw shows:
   * mass outside over mass inside and outside, each an importance-sampling mean (see {@link
   * Fringe}). 0 where the proposal has the prior's own support.
   *
   * @param scoring s
   * @param logWeights of the draws inside, as of {@link #logWeights}
   */
  double cutMass(Scoring scoring, double[] logWeights) {
    if (fringe == null) {
      return 0;
    }
    double outside = fringe.logMass(scoring.atFringe(this));
    double inside = LogWeights.logMean(logWeights);
    return outside == Double.NEGATIVE_INFINITY ? 0 : 1 / (1 + Math.exp(inside - outside));
  }
}
