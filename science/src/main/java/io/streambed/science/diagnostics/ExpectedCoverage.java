package io.streambed.science.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Expected coverage (Hermans, Delaunoy, Rozet, Wehenkel, Begy, Louppe, arXiv 2110.06581): the share
 * of pairs whose true parameter lies in the posterior's highest-density region of a given mass.
 * Equal to that mass if the posteriors are right; less means overconfident.
 */
public final class ExpectedCoverage {

  private ExpectedCoverage() {}

  /**
   * Mass of the smallest highest-density region that reaches the truth: the share of draws with a
   * higher posterior density. Uniform on 0..1 over pairs if the posteriors are right.
   *
   * @param logDensities log posterior density of each draw, up to a constant, shape [L]
   * @param truth log density of the true parameter, up to the same constant
   */
  public static double regionMass(double[] logDensities, double truth) {
    if (logDensities.length == 0) {
      throw new IllegalArgumentException("expected the density of at least one draw, got none");
    }
    double higher = Arrays.stream(logDensities).filter(density -> density > truth).count();
    return higher / logDensities.length;
  }

  /**
   * Share of pairs within the region of each nominal mass.
   *
   * @param regionMasses of the truths, shape [N], N at least 1
   * @param levels nominal masses, each within (0, 1)
   * @return one share for each level
   */
  public static List<Double> at(double[] regionMasses, List<Double> levels) {
    if (regionMasses.length == 0) {
      throw new IllegalArgumentException("expected at least one pair, got none");
    }
    List<Double> shares = new ArrayList<>(levels.size());
    for (double level : levels) {
      double covered = Arrays.stream(regionMasses).filter(mass -> mass <= level).count();
      shares.add(covered / regionMasses.length);
    }
    return shares;
  }
}
