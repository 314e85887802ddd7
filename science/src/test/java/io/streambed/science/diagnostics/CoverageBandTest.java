package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Calibration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class CoverageBandTest {
  private static final int PAIRS = 256;
  private static final List<Double> LEVELS =
      IntStream.rangeClosed(1, 19).mapToObj(i -> i / 20.0).toList();

  @Test
  void coverageAtItsLevelsIsInTheBand() {
    assertEquals(Optional.empty(), stray(level -> level));
  }

  @Test
  void regionsThatHoldFewerTruthsThanTheyShouldAreOverconfident() {
    String words = stray(level -> level * level).orElseThrow();
    assertTrue(
        words.startsWith(
            "overconfident: 0.25 of the truths lie in the regions of mass 0.50, expected 0.4"),
        words);
  }

  @Test
  void regionsThatHoldMoreAreUnderconfident() {
    String words = stray(Math::sqrt).orElseThrow();
    assertTrue(words.startsWith("underconfident: 0.50 of the truths lie in"), words);
  }

  @Test
  void withoutCoverageNothingIsSaid() {
    Calibration sharp = new Calibration(PAIRS, 1, 0, 1, List.of(), List.of(), List.of(), List.of());
    assertEquals(Optional.empty(), CoverageBand.stray(sharp, 0.99));
  }

  /** Of 500 right models at most 50 + 3 x 6.7 stray from a band of 90 %: false alarm below .2 %. */
  @Test
  void rightModelsStrayAsSeldomAsTheBandSays() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(17);
    int strays = 0;
    for (int model = 0; model < 500; model++) {
      double[] masses = random.doubles(PAIRS).toArray();
      List<Double> coverage = ExpectedCoverage.at(masses, LEVELS);
      strays += CoverageBand.stray(calibration(LEVELS, coverage), 0.9).isPresent() ? 1 : 0;
    }
    assertTrue(strays <= 70, strays + " of 500");
  }

  @Test
  void otherLevelsAreRefused() {
    List<Double> levels = List.of(0.5, 0.9);
    Calibration other = calibration(levels, levels);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> CoverageBand.stray(other, 0.99));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("expected level 1 of 2 to be 0.33"));
  }

  private static Optional<String> stray(DoubleUnaryOperator coverage) {
    double[] shares = LEVELS.stream().mapToDouble(coverage::applyAsDouble).toArray();
    return CoverageBand.stray(calibration(LEVELS, Arrays.stream(shares).boxed().toList()), 0.99);
  }

  private static Calibration calibration(List<Double> levels, List<Double> coverage) {
    return new Calibration(PAIRS, 1, 0, 1, List.of(), levels, coverage, List.of());
  }
}
