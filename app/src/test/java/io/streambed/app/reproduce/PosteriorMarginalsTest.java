package io.streambed.app.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.Draws;
import java.util.List;
import org.junit.jupiter.api.Test;

class PosteriorMarginalsTest {

  /** Forty bins of 0.1 from 0 to 4; weights 1, 1 and 2 of 5 inside, a draw of weight 1 beyond. */
  @Test
  void aHistogramIsTheDensityOfTheDraws() {
    Draws draws = Draws.of(1, new double[] {0.05, 0.07, 3.95, 7}, new double[] {1, 1, 2, 1});
    List<Double> densities = PosteriorMarginals.histogram(draws, 0, 0, 4);
    assertEquals(40, densities.size());
    assertEquals(4, densities.get(0), 1e-9);
    assertEquals(4, densities.get(39), 1e-9);
    assertEquals(0.8, densities.stream().mapToDouble(d -> 0.1 * d).sum(), 1e-9);
  }
}
