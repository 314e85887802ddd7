package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class CorruptionTest {
  private final UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(7);

  /** Values -1, 1 of deviation 1 and 5, 5 of deviation 0. */
  private static final List<Data> PAIR =
      List.of(Data.of(new float[] {-1, 5}, 2), Data.of(new float[] {1, 5}, 2));

  private float[] first(Corruption corruption, List<Data> data) {
    return corruption.of(data, random).get(0).toArray();
  }

  @Test
  void anOffsetIsTwoDeviationsOfEachValue() {
    assertArrayEquals(new float[] {1, 5}, first(Corruption.OFFSET, PAIR), 1e-6f);
  }

  /** The deviation of 4,000 draws of deviation 1 is itself known to .011: 5 of them. */
  @Test
  void noiseHasTheDeviationOfEachValue() {
    List<Data> many = IntStream.range(0, 4000).mapToObj(n -> PAIR.get(n % 2)).toList();
    List<Data> noisy = Corruption.NOISE.of(many, random);
    double square =
        IntStream.range(0, 4000)
            .mapToDouble(n -> Math.pow(noisy.get(n).get(0) - many.get(n).get(0), 2))
            .average()
            .orElseThrow();
    assertEquals(1, Math.sqrt(square), 0.055);
    assertTrue(noisy.stream().allMatch(datum -> datum.get(1) == 5));
  }

  /** Two channels of eight values: what stands third stays. */
  @Test
  void aStuckChannelRepeatsItselfAfterAQuarter() {
    float[] values = new float[16];
    for (int d = 0; d < 16; d++) {
      values[d] = d;
    }
    assertArrayEquals(
        new float[] {0, 1, 2, 2, 2, 2, 2, 2, 8, 9, 10, 10, 10, 10, 10, 10},
        first(Corruption.STUCK, List.of(Data.of(values, 2, 8))));
  }

  @Test
  void anotherSimulatorKeepsEachValueAndBreaksTheirTies() {
    List<Data> tied =
        IntStream.range(0, 100).mapToObj(n -> Data.of(new float[] {n, 100 + n}, 2)).toList();
    List<Data> others = Corruption.OTHER_SIMULATOR.of(tied, random);
    assertTrue(
        others.stream()
            .allMatch(o -> o.get(0) >= 0 && o.get(0) < 100 && o.get(1) >= 100 && o.get(1) < 200));
    // One in a hundred is tied by chance: ten or more have a chance of 1e-7.
    assertTrue(others.stream().filter(o -> o.get(1) == 100 + o.get(0)).count() < 10);
  }

  @Test
  void thePermutationIsTheSameForAll() {
    List<Data> data =
        List.of(Data.of(new float[] {1, 2, 3, 4}, 4), Data.of(new float[] {10, 20, 30, 40}, 4));
    List<Data> permuted = Corruption.PERMUTED.of(data, random);
    float[] one = permuted.get(0).toArray();
    float[] other = permuted.get(1).toArray();
    for (int d = 0; d < 4; d++) {
      assertEquals(10 * one[d], other[d]);
    }
    Arrays.sort(one);
    assertArrayEquals(new float[] {1, 2, 3, 4}, one);
  }
}
