package io.streambed.app.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.streambed.science.Draws;
import io.streambed.science.Posterior;
import io.streambed.science.prior.ParameterSpace;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The files are read by an independent reader of HDF5. */
class InferenceDataTest {

  @Test
  void equallyWeightedDrawsStandAsTheyAre() {
    try (HdfFile file = read(Posteriors.equal())) {
      assertEquals(Set.of("posterior", "sample_stats"), file.getChildren().keySet());
      assertEquals("pond", file.getAttribute("experiment").getData());
      assertRows(file, "posterior/rate, \"raw\"", 1, 2, 3, 4);
      assertRows(file, "posterior/длина", 10, 20, 30, 40);
      assertRows(file, "sample_stats/weight", 0.25, 0.25, 0.25, 0.25);
      assertArrayEquals(
          new long[] {0, 1, 2, 3}, (long[]) file.getDatasetByPath("posterior/draw").getData());
      assertArrayEquals(
          new long[] {0}, (long[]) file.getDatasetByPath("posterior/chain").getData());
    }
  }

  @Test
  void weightedDrawsAreDrawnAgainAndStandBesideThemAsTheyWere() {
    try (HdfFile file = read(Posteriors.weighted())) {
      // Middles .125, .375, .625, .875 of the cumulative weights .125, .625, 1, 1.
      assertRows(file, "posterior/длина", 20, 20, 30, 30);
      assertRows(file, "sample_stats/weight", 0.25, 0.25, 0.25, 0.25);
      assertRows(file, "weighted_posterior/длина", 10, 20, 30, 40);
      assertRows(file, "weighted_posterior/streambed_weight", 0.125, 0.5, 0.375, 0);
    }
  }

  @Test
  void everyVariableNamesItsDimensionsByReferenceAndItsUnit() {
    try (HdfFile file = read(Posteriors.weighted())) {
      for (String name : List.of("posterior", "sample_stats", "weighted_posterior")) {
        Group group = (Group) file.getByPath(name);
        long chain = group.getChild("chain").getAddress();
        long draw = group.getChild("draw").getAddress();
        assertEquals("DIMENSION_SCALE", group.getChild("draw").getAttribute("CLASS").getData());
        group.getChildren().values().stream()
            .filter(node -> !node.getName().equals("chain") && !node.getName().equals("draw"))
            .forEach(
                node -> {
                  Object[] scales = (Object[]) node.getAttribute("DIMENSION_LIST").getData();
                  assertArrayEquals(new long[] {chain}, (long[]) scales[0], node.getName());
                  assertArrayEquals(new long[] {draw}, (long[]) scales[1], node.getName());
                });
      }
      assertEquals("m", file.getDatasetByPath("posterior/длина").getAttribute("units").getData());
    }
  }

  @Test
  void theGroupSaysWhoseItIsAndHowFarToTrustIt() {
    try (HdfFile file = read(Posteriors.equal())) {
      Group group = (Group) file.getByPath("posterior");
      assertEquals("buoy", group.getAttribute("sensor").getData());
      assertEquals(9L, group.getAttribute("model_version").getData());
      assertEquals(60.0, group.getAttribute("model_age_seconds").getData());
      assertEquals("doubtful", group.getAttribute("trust_verdict").getData());
      assertEquals("data far out; model old", group.getAttribute("trust_reasons").getData());
      assertEquals(3.5, group.getAttribute("trust_effective_sample_size").getData());
      assertEquals(Double.NaN, group.getAttribute("trust_pareto_k").getData());
      assertEquals("importance-resampling", group.getAttribute("trust_sampler").getData());
    }
  }

  @Test
  void aNameThatNetcdfDoesNotAllowIsRefused() {
    for (String name : List.of("a/b", "draw", " a")) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> read(named(name)), name);
      assertTrue(String.valueOf(refused.getMessage()).contains(name), refused.getMessage());
    }
  }

  @Test
  void equalDrawsAreRepeatedInProportionToTheirWeights() {
    assertFalse(EqualDraws.equal(Posteriors.weighted().draws()));
    double[] weights = new double[1000];
    double[] values = new double[1000];
    for (int s = 0; s < 1000; s++) {
      values[s] = s < 500 ? 0 : 1;
      weights[s] = s < 500 ? 1 : 3;
    }
    assertEquals(0.75, EqualDraws.of(Draws.of(1, values, weights)).mean(0), 1e-12);
  }

  private static Posterior named(String name) {
    return new Posterior(
        "o-1",
        "buoy",
        1,
        Duration.ZERO,
        new ParameterSpace(List.of(name), List.of("1")),
        Draws.of(1, new double[] {1}),
        Posteriors.equal().trust(),
        Posterior.Sampler.DIRECT,
        Posterior.Status.COMPLETE,
        Duration.ZERO);
  }

  private static HdfFile read(Posterior posterior) {
    return HdfFile.fromBytes(InferenceData.netcdf("pond", posterior));
  }

  private static void assertRows(HdfFile file, String path, double... row) {
    Dataset dataset = file.getDatasetByPath(path);
    assertArrayEquals(new double[][] {row}, (double[][]) dataset.getData(), path);
  }
}
