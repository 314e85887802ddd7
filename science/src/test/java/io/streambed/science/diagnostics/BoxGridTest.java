package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.prior.Uniform;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoxGridTest {

  @Test
  void pointsAreTheMiddlesOfTheCells() {
    BoxGrid grid = new BoxGrid(List.of(new Uniform(0, 4), new Uniform(-1, 1)), 2);
    assertArrayEquals(new double[] {1, -0.5, 1, 0.5, 3, -0.5, 3, 0.5}, grid.points());
    assertEquals(List.of(1.0, 3.0), grid.middles(0));
  }

  /** Weights 1, 3, 2, 2 of 8: three eighths or more lie in each half of either axis. */
  @Test
  void marginalsAreSumsOverTheOtherAxis() {
    BoxGrid grid = new BoxGrid(List.of(new Uniform(0, 4), new Uniform(-1, 1)), 2);
    double[] masses =
        grid.masses(
            new double[] {1000, 1000 + Math.log(3), 1000 + Math.log(2), 1000 + Math.log(2)});
    assertArrayEquals(new double[] {0.125, 0.375, 0.25, 0.25}, masses, 1e-12);
    // Per own unit: the first axis has cells of width 2, the second of width 1.
    assertEquals(0.25, grid.marginal(masses, 0).get(0), 1e-12);
    assertEquals(0.625, grid.marginal(masses, 1).get(1), 1e-12);
  }

  /** KL of (1/4, 3/4, 0) from (1/2, 1/4, 1/4) is log(1/2)/4 + 3 log(3)/4. */
  @Test
  void theDivergenceIsWorkedOutByHand() {
    assertEquals(
        Math.log(0.5) / 4 + 0.75 * Math.log(3),
        BoxGrid.divergence(new double[] {0.25, 0.75, 0}, new double[] {0.5, 0.25, 0.25}),
        1e-12);
  }

  /** KL of N(0.1, 0.1²) from N(0, 0.2²) is log 2 + (0.01 + 0.01) / (2 x 0.04) - 1/2. */
  @Test
  void itIsExactWhereCellsAreSmall() {
    BoxGrid grid = new BoxGrid(List.of(new Uniform(-3, 3)), 600);
    double[] x = grid.points();
    double[] narrow = new double[600];
    double[] broad = new double[600];
    for (int i = 0; i < 600; i++) {
      narrow[i] = -0.5 * Math.pow((x[i] - 0.1) / 0.1, 2);
      broad[i] = -0.5 * Math.pow(x[i] / 0.2, 2);
    }
    assertEquals(
        Math.log(2) + 0.25 - 0.5,
        BoxGrid.divergence(grid.masses(narrow), grid.masses(broad)),
        1e-9);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    BoxGrid grid = new BoxGrid(List.of(new Uniform(0, 1)), 2);
    assertThrows(IllegalArgumentException.class, () -> grid.masses(new double[3]));
    assertThrows(
        IllegalArgumentException.class,
        () -> grid.masses(new double[] {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new BoxGrid(java.util.Collections.nCopies(6, new Uniform(0, 1)), 64));
  }
}
