package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Draws;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairHistogramsTest {

  @Test
  void fourDrawsFallWhereTheyShould() {
    // Parameter 0: 0 0 0 1; parameter 1: 0 1 1 1. Bins from -0.1 to 1.1, cut at 0.5.
    Draws draws = Draws.of(2, new double[] {0, 0, 0, 1, 0, 1, 1, 1});
    PairHistograms histograms = PairHistograms.of(draws, 2);
    assertEquals(List.of(-0.1, -0.1), histograms.lower());
    assertEquals(List.of(1.1, 1.1), histograms.upper());
    assertEquals(List.of(List.of(1000, 333), List.of(333, 1000)), histograms.single());
    // Of pair (1, 0): bin 2 k + l holds bin k of parameter 1, l of parameter 0.
    assertEquals(List.of(List.of(500, 0, 1000, 500)), histograms.pairs());
  }

  @Test
  void weightsCount() {
    Draws draws = Draws.of(1, new double[] {0, 1}, new double[] {3, 1});
    assertEquals(List.of(List.of(1000, 333)), PairHistograms.of(draws, 2).single());
  }

  @Test
  void aParameterOfOneValueGetsBinsAroundIt() {
    PairHistograms histograms = PairHistograms.of(Draws.of(1, new double[] {5, 5}), 3);
    assertEquals(List.of(List.of(0, 1000, 0)), histograms.single());
  }

  @Test
  void aFarDrawDoesNotSqueezeTheOthers() {
    Random random = new Random(7);
    double[] values = random.doubles(10_000).toArray();
    values[0] = 1e9;
    PairHistograms histograms = PairHistograms.of(Draws.of(1, values), 40);
    assertTrue(histograms.upper().get(0) < 1.2, () -> "upper end " + histograms.upper());
  }
}
