package io.streambed.science.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Draws;
import io.streambed.science.density.Contour.Point;
import java.util.List;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class PairDensityTest {
  private static final int DRAWS = 20_000;

  @Test
  void theRegionOfAMassOfAGaussianIsADiscOfItsRadius() {
    Grid grid = new Grid(-5, 5, 80);
    PairDensity density = PairDensity.of(gaussian(0, 1), 0, grid, 1, grid);
    for (double mass : new double[] {0.5, 0.9}) {
      List<Contour> lines = density.contours(mass);
      // Smoothing by n^(-1/6) = .19 at most widens the area by 3.7 %; draws and the grid cost the
      // rest.
      double area = lines.stream().mapToDouble(PairDensityTest::area).sum();
      double exact = -2 * Math.PI * Math.log(1 - mass);
      assertEquals(exact, area, 0.08 * exact, "mass " + mass);
    }
  }

  @Test
  void twoHeapsHaveTwoLinesAndARingHasAHole() {
    Grid grid = new Grid(-5, 5, 64);
    double[] heaps = new double[2 * DRAWS];
    double[] ring = new double[2 * DRAWS];
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(4);
    for (int s = 0; s < DRAWS; s++) {
      double angle = 2 * Math.PI * random.nextDouble();
      ring[2 * s] = 3 * Math.cos(angle);
      ring[2 * s + 1] = 3 * Math.sin(angle);
      heaps[2 * s] = (s % 2 == 0 ? -3 : 3) + random.nextDouble();
      heaps[2 * s + 1] = random.nextDouble();
    }
    Draws apart = Draws.of(2, heaps);
    assertEquals(2, PairDensity.of(apart, 0, grid, 1, grid).contours(0.9).size());
    List<Contour> around = PairDensity.of(Draws.of(2, ring), 0, grid, 1, grid).contours(0.9);
    assertEquals(2, around.size());
    double product = area(around.get(0)) * area(around.get(1));
    assertTrue(product < 0, "a hole runs the other way round");
  }

  @Test
  void aRegionIsNotWiderThanThinHeapsThatLieFarApart() {
    Grid grid = new Grid(-1, 1, 128);
    double[] values = new double[2 * DRAWS];
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(5);
    for (int s = 0; s < DRAWS; s++) {
      double corner = s % 4 < 2 ? -0.6 : 0.5;
      values[2 * s] = corner + 0.1 * random.nextDouble();
      values[2 * s + 1] = corner + 0.1 * random.nextDouble();
    }
    double area =
        PairDensity.of(Draws.of(2, values), 0, grid, 1, grid).contours(0.9).stream()
            .mapToDouble(PairDensityTest::area)
            .sum();
    // Nine tenths of two squares of .01 each, and up to a cell of .0156 at every side. Scott's rule
    // alone smooths by .1, a square's width, and gives regions several times as large.
    assertEquals(0.022, area, 0.004);
  }

  @Test
  void aDrawCountsByItsWeight() {
    Grid grid = new Grid(0, 4, 4);
    Draws draws = Draws.of(1, new double[] {0.5, 2.5, 9}, new double[] {1, 3, 4});
    MarginalDensity density = MarginalDensity.of(draws, 0, grid);
    // The kernel reaches everywhere and is symmetric; its middle is heavier by the three of four.
    assertTrue(density.get(2) > density.get(0), density.get(2) + " and " + density.get(0));
    double on = 0;
    for (int i = 0; i < 4; i++) {
      on += density.get(i);
    }
    assertTrue(on <= 0.5 + 1e-12, "half of the mass lies beyond the grid, got " + on);
  }

  @Test
  void theMarginalOfAGaussianIsItsDensity() {
    Grid grid = new Grid(-4, 4, 64);
    MarginalDensity density = MarginalDensity.of(gaussian(0, 1), 0, grid);
    for (int i = 0; i < grid.cells(); i++) {
      double x = grid.middle(i);
      double exact = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
      // Five deviations of a smoothed count at the peak: 5 sqrt(.4 / (20,000 x .25)) = .045,
      // smoothing little less.
      assertEquals(exact, density.get(i), 0.045, "at " + x);
    }
    assertEquals(0.4, density.peak(), 0.045);
  }

  @Test
  void aGridWithoutWidthIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Grid(1, 1, 10));
    assertThrows(IllegalArgumentException.class, () -> new Grid(0, Double.NaN, 10));
  }

  private static Draws gaussian(double mean, double deviation) {
    var normal = ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_RO_SHI_RO_128_PP.create(3));
    double[] values = new double[2 * DRAWS];
    java.util.Arrays.setAll(values, i -> mean + deviation * normal.sample());
    return Draws.of(2, values);
  }

  /** Signed area inside a closed line, positive if it runs counter-clockwise. */
  private static double area(Contour line) {
    double twice = 0;
    for (int i = 0; i < line.points().size(); i++) {
      Point a = line.points().get(i);
      Point b = line.points().get((i + 1) % line.points().size());
      twice += a.x() * b.y() - b.x() * a.y();
    }
    return twice / 2;
  }
}
