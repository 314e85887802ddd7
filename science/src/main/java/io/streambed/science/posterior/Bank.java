package io.streambed.science.posterior;

import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * Many draws of a model's proposal with their embeddings, computed once and shared by all
 * observations: a new observation costs one inner product for each. Immutable; safe to share
 * between threads.
 */
public final class Bank {
  private static final int CHUNK = 4096;

  /** One fringe draw for so many draws of the bank. */
  private static final int FRINGE_SHARE = 4;

  private final int size;
  private final int parameters;
  private final double[] x;
  private final double[] logPriorRatios;
  private final EmbeddingTable embeddings;
  private final @Nullable Fringe fringe;

  private Bank(
      int parameters,
      double[] x,
      double[] logPriorRatios,
      EmbeddingTable embeddings,
      @Nullable Fringe fringe) {
    this.size = logPriorRatios.length;
    this.parameters = parameters;
    this.x = x;
    this.logPriorRatios = logPriorRatios;
    this.embeddings = embeddings;
    this.fringe = fringe;
  }

  /**
   * Draws and embeds {@code size} parameters of the proposal; for a Gaussian proposal a quarter
   * more around its support, from which the cut mass is estimated.
   *
   * @param emulator the critic's parameter side
   * @param size S, at least 16; typically 65,536
   * @param random the only source of randomness: the same state gives the same bank
   */
  public static Bank create(
      Emulator emulator, Prior prior, Proposal proposal, int size, UniformRandomProvider random) {
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
    EmbeddingTable embeddings = EmbeddingTable.of(emulator, x, size, CHUNK);
    Fringe fringe =
        proposal instanceof GaussianProposal gaussian && gaussian.supportMass() < 1
            ? Fringe.create(emulator, prior, gaussian, size / FRINGE_SHARE, CHUNK, random)
            : null;
    return new Bank(parameters, x, logPriorRatios, embeddings, fringe);
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

  /** E, the size of an embedding. */
  public int width() {
    return embeddings.width();
  }

  /** A copy of draw {@code s} in own units, shape [P]. */
  public double[] draw(int s) {
    return Arrays.copyOfRange(x, s * parameters, (s + 1) * parameters);
  }

  /** Copies draw {@code s} in own units to row {@code row} of {@code target}, [N, P]. */
  void copyDraw(int s, double[] target, int row) {
    System.arraycopy(x, s * parameters, target, row * parameters, parameters);
  }

  /**
   * s(φ, y) of every draw, nats up to the critic's constant, shape [S].
   *
   * @param embedding F(y), shape [E]
   */
  public double[] scores(float[] embedding) {
    return embeddings.scores(embedding);
  }

  /** log Z(y) = log of the mean over the draws of exp s; {@code scores} as of {@link #scores}. */
  public static double logNormaliser(double[] scores) {
    return LogWeights.logMean(scores);
  }

  /**
   * log w = s + log p(u) - log p~(u), shape [S]: importance weights that turn draws of the proposal
   * into draws of the posterior p exp s on the proposal's support.
   */
  public double[] logWeights(double[] scores) {
    double[] logWeights = scores.clone();
    for (int s = 0; s < size; s++) {
      logWeights[s] += logPriorRatios[s];
    }
    return logWeights;
  }

  /**
   * Share of the posterior p exp s that lies outside the proposal's support, which no draw shows:
   * mass outside over mass inside and outside, each an importance-sampling mean (see {@link
   * Fringe}). 0 where the proposal has the prior's own support.
   */
  public double cutMass(float[] embedding, double[] logWeights) {
    if (fringe == null) {
      return 0;
    }
    double outside = fringe.logMass(embedding);
    double inside = LogWeights.logMean(logWeights);
    return outside == Double.NEGATIVE_INFINITY ? 0 : 1 / (1 + Math.exp(inside - outside));
  }
}
