package io.streambed.science.prior;

import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Gaussian kernels around draws of an earlier posterior, mixed with a defensive share of the prior,
 * all cut to a box: p~(u) ∝ 1[box] (d p(u) / V + (1 - d) k(u)), with V the share of the prior in
 * the box and k the kernels' density. Where d is above 0, p / p~ is bounded (defensive mixtures,
 * Hesterberg 1995, doi:10.1080/00401706.1995.10484303). Immutable.
 */
public final class KernelProposal implements BoxedProposal {

  /** Kernel draws outside the box after which there is none inside, for all that can be told. */
  private static final int REDRAWS = 1_000_000;

  /** Kernel draws that tell the share of the kernels inside the box. */
  private static final int TRIALS = 16_384;

  private final int id;
  private final UnitBox box;
  private final Kernels kernels;
  private final double defensiveShare;
  private final double insideShare;

  private KernelProposal(
      int id, UnitBox box, Kernels kernels, double defensiveShare, double insideShare) {
    this.id = id;
    this.box = box;
    this.kernels = kernels;
    this.defensiveShare = defensiveShare;
    this.insideShare = insideShare;
  }

  /**
   * @param id number of the round, at least 1 (0 is the prior)
   * @param box its support
   * @param kernels of as many parameters
   * @param defensiveShare d, 0 to 1
   * @param insideShare share of the kernels' mass inside the box, above 0 and at most 1; the
   *     density is as well normalised as this is known, its shape does not depend on it
   * @throws IllegalArgumentException if a shape or a range is wrong
   */
  public static KernelProposal of(
      int id, UnitBox box, Kernels kernels, double defensiveShare, double insideShare) {
    if (id < 1) {
      throw new IllegalArgumentException("expected the id of a round, at least 1, got " + id);
    }
    if (box.size() != kernels.parameters()) {
      throw new IllegalArgumentException(
          "expected kernels of %d parameters, as the box has, got %d"
              .formatted(box.size(), kernels.parameters()));
    }
    if (!(defensiveShare >= 0 && defensiveShare < 1 && insideShare > 0 && insideShare <= 1)) {
      throw new IllegalArgumentException(
          "expected 0 <= defensiveShare < 1 and 0 < insideShare <= 1, got %s and %s"
              .formatted(defensiveShare, insideShare));
    }
    return new KernelProposal(id, box, kernels, defensiveShare, insideShare);
  }

  /**
   * As {@link #of}, the share inside the box found by drawing.
   *
   * @param random the only source of randomness: the same state gives the same proposal
   * @throws IllegalArgumentException also if less than 1 in 1,000 of the kernels' mass is inside
   */
  public static KernelProposal cut(
      int id,
      Prior prior,
      UnitBox box,
      Kernels kernels,
      double defensiveShare,
      UniformRandomProvider random) {
    int inside = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      inside += box.contains(prior, kernels.sample(random)) ? 1 : 0;
    }
    if (inside < TRIALS / 1000) {
      throw new IllegalArgumentException(
          "expected at least 1 in 1,000 draws of the kernels in the box %s, got %d of %d"
              .formatted(box, inside, TRIALS));
    }
    return of(id, box, kernels, defensiveShare, (double) inside / TRIALS);
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public UnitBox box() {
    return box;
  }

  /** k, before the cut. */
  public Kernels kernels() {
    return kernels;
  }

  /** d, the share drawn from the prior before what the kernels put outside is drawn again. */
  public double defensiveShare() {
    return defensiveShare;
  }

  /** Share of the kernels' mass inside the box, as it was found. */
  public double insideShare() {
    return insideShare;
  }

  /**
   * {@inheritDoc} What falls outside the box is drawn again, defensive or not, so that inside the
   * density is that of the whole mixture.
   *
   * @throws IllegalStateException if all but none of the kernels' mass is inside the box
   */
  @Override
  public double[] sample(Prior prior, UniformRandomProvider random) {
    for (int draw = 0; draw < REDRAWS; draw++) {
      if (random.nextDouble() < defensiveShare) {
        return box.sample(prior, random);
      }
      double[] u = kernels.sample(random);
      if (box.contains(prior, u)) {
        return prior.fromUnbounded(u);
      }
    }
    throw new IllegalStateException(
        "expected a draw of %s in its box, got none of %d".formatted(this, REDRAWS));
  }

  /** {@inheritDoc} The constant is log 1 as far as {@link #insideShare} is right. */
  @Override
  public double logDensityUnbounded(Prior prior, double[] u) {
    if (!box.contains(prior, u)) {
      return Double.NEGATIVE_INFINITY;
    }
    double ofKernels = Math.log1p(-defensiveShare) + kernels.logDensity(u);
    double ofPrior = Math.log(defensiveShare) + prior.logDensityUnbounded(u) - box.logVolume();
    double higher = Math.max(ofKernels, ofPrior);
    double lower = Math.min(ofKernels, ofPrior);
    double mixture =
        higher == Double.NEGATIVE_INFINITY ? higher : higher + Math.log1p(Math.exp(lower - higher));
    return mixture - Math.log(defensiveShare + (1 - defensiveShare) * insideShare);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KernelProposal that
        && id == that.id
        && box.equals(that.box)
        && kernels.equals(that.kernels)
        && Double.compare(defensiveShare, that.defensiveShare) == 0
        && Double.compare(insideShare, that.insideShare) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, box, kernels, defensiveShare, insideShare);
  }

  @Override
  public String toString() {
    return "KernelProposal[id=%d, kernels=%d, defensiveShare=%s, box=%s]"
        .formatted(id, kernels.count(), defensiveShare, box);
  }
}
