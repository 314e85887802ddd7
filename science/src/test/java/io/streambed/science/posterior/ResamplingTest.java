package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class ResamplingTest {

  private static UniformRandomProvider random() {
    return RandomSource.PHILOX_4X64.create(20261123L);
  }

  @Test
  void wholeMultiplesArePickedExactly() {
    int[] picked = SystematicResampling.indices(new double[] {1, 0, 2, 1}, 8, random());
    assertArrayEquals(new int[] {0, 0, 2, 2, 2, 2, 3, 3}, picked);
  }

  @Property(tries = 200, seed = "20261123")
  void everyIndexIsPickedAboutItsShareOfTimes(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 5) Double> list,
      @ForAll @IntRange(min = 1, max = 100) int n,
      @ForAll long seed) {
    double[] weights = list.stream().mapToDouble(w -> w).toArray();
    weights[0] += 1;
    double sum = Arrays.stream(weights).sum();
    int[] counts = new int[weights.length];
    for (int s : SystematicResampling.indices(weights, n, RandomSource.PHILOX_4X64.create(seed))) {
      counts[s]++;
    }
    for (int s = 0; s < weights.length; s++) {
      assertEquals(n * weights[s] / sum, counts[s], 1 + 1e-9);
    }
  }

  @Test
  void rejectionAcceptsEachDrawAtMostOnceAndInProportion() {
    double[] relative = new double[100_000];
    for (int s = 0; s < relative.length; s++) {
      relative[s] = s % 2 == 0 ? 1 : 0.25;
    }
    assertEquals(0.625, Rejection.acceptance(relative), 1e-12);
    int[] accepted = Rejection.indices(relative, 50_000, random());
    assertEquals(50_000, accepted.length);
    assertEquals(50_000, Arrays.stream(accepted).distinct().count());
    long even = Arrays.stream(accepted).filter(s -> s % 2 == 0).count();
    // 0.8 of them; deviation of the count 89, bound of 4.4 deviations: false alarm 1e-5.
    assertEquals(40_000, even, 390);
  }

  @Test
  void rejectionGivesFewerWhenTheBankEnds() {
    assertTrue(Rejection.indices(new double[] {1, 0, 0, 1}, 3, random()).length == 2);
  }

  @Test
  void importanceResamplingAddsTheVarianceOfBothSteps() {
    assertEquals(500, ImportanceResampling.effectiveSize(1000, 1000), 1e-9);
    assertEquals(0, ImportanceResampling.effectiveSize(1000, 0));
  }

  /**
   * Halves bounded by 1 and 0.5: the first half exceeds the second's bound by 0.5 of a sum of 2. A
   * half as high as the other exceeds nothing.
   */
  @Test
  void whatARejectionBoundCutsIsFoundByHalvesOfTheBank() {
    assertEquals(0.25, Rejection.excess(new double[] {1, 0.1, 0.5, 0.4}), 1e-12);
    assertEquals(0, Rejection.excess(new double[] {0.2, 1, 1, 0.1}), 1e-12);
    assertEquals(0, Rejection.excess(new double[] {1, 1, 1, 1, 1}), 1e-12);
  }

  @Test
  void multiplicityIsTheMeanNumberOfSiblings() {
    assertEquals(1, Particles.multiplicity(new int[] {0, 1, 2}));
    // Three copies of one and one of another: (9 + 1) / 4.
    assertEquals(2.5, Particles.multiplicity(new int[] {4, 4, 4, 7}));
  }
}
