package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class StudentMixtureTest {
  private static final TDistribution STUDENT = TDistribution.of(2);

  @Test
  void inOneDimensionItIsStudentsDistribution() {
    StudentMixture mixture = new StudentMixture(1, new double[] {3}, new double[] {0.5});
    assertEquals(STUDENT.logDensity(4) + Math.log(2), mixture.logDensity(new double[] {5}), 1e-12);
  }

  @Test
  void inTwoDimensionsTheDensityFallsWithTheSquareOfTheSquaredDistance() {
    // L = [[2, 0], [1, -3]]: (2, 1 + 3) is L (1, -1), at a squared distance of 2; |det L| = 6.
    StudentMixture mixture = new StudentMixture(2, new double[] {0, 0}, new double[] {2, 0, 1, -3});
    assertEquals(-Math.log(12 * Math.PI), mixture.logDensity(new double[] {0, 0}), 1e-12);
    assertEquals(-Math.log(4 * 12 * Math.PI), mixture.logDensity(new double[] {2, 4}), 1e-12);
  }

  @Test
  void componentsAreEquallyLikely() {
    StudentMixture mixture = new StudentMixture(1, new double[] {-1, 1}, new double[] {1, 1});
    assertEquals(
        Math.log((STUDENT.density(0.5) + STUDENT.density(1.5)) / 2),
        mixture.logDensity(new double[] {0.5}),
        1e-12);
  }

  /** False alarm with probability 1e-6 each, had the seed been random. */
  @Test
  void drawsShareOneTailOverTheirCoordinates() {
    StudentMixture mixture =
        new StudentMixture(2, new double[] {5, -5}, new double[] {2, 0, 1, -3});
    UniformRandomProvider random = RunGenerator.of(12, 0);
    double[] first = new double[5000];
    double[] distances = new double[5000];
    for (int i = 0; i < first.length; i++) {
      double[] x = mixture.sample(random);
      first[i] = (x[0] - 5) / 2;
      double second = (x[1] + 5 - first[i]) / -3;
      distances[i] = first[i] * first[i] + second * second;
    }
    KolmogorovSmirnovTest test = KolmogorovSmirnovTest.withDefaults();
    assertTrue(test.test(first, STUDENT::cumulativeProbability).getPValue() > 1e-6);
    // Half the squared distance is F(2, 2): P(q / 2 <= x) = x / (1 + x).
    assertTrue(test.test(distances, q -> q / (2 + q)).getPValue() > 1e-6);
  }
}
