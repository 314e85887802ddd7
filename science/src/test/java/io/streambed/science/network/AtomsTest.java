package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class AtomsTest {
  private final UniformRandomProvider random = RandomSource.L64_X128_MIX.create(1L);

  @Test
  void twoPairsOfTwoAtomsLeaveNoChoice() {
    assertArrayEquals(new int[] {0, 1, 1, 0}, Atoms.choose(2, 2, random));
  }

  @Test
  void thePairsOwnComesFirstAndNoneTwice() {
    for (int pairs = 2; pairs <= 7; pairs++) {
      for (int atoms = 2; atoms <= pairs; atoms++) {
        int[] chosen = Atoms.choose(pairs, atoms, random);
        assertEquals(pairs * atoms, chosen.length);
        for (int i = 0; i < pairs; i++) {
          int[] row = Arrays.copyOfRange(chosen, i * atoms, (i + 1) * atoms);
          assertEquals(i, row[0]);
          assertEquals(atoms, IntStream.of(row).distinct().count());
        }
      }
    }
  }

  /** False alarm with probability 1e-6, had the seed been random. */
  @Test
  void everyOtherPairIsAsLikely() {
    long[] counts = new long[5];
    for (int n = 0; n < 20_000; n++) {
      int[] chosen = Atoms.choose(5, 3, random);
      counts[chosen[3 * 2 + 1]]++;
    }
    assertEquals(0, counts[2]);
    long[] others = {counts[0], counts[1], counts[3], counts[4]};
    assertTrue(ChiSquareTest.withDefaults().test(others).getPValue() > 1e-6);
  }

  @Test
  void rowsAndValuesFollowTheChoice() {
    int[] chosen = {1, 0, 1};
    float[] rows = Atoms.rows(new float[] {1, 2, 3, 4}, 2, chosen);
    assertArrayEquals(new float[] {3, 4, 1, 2, 3, 4}, rows);
    assertArrayEquals(new double[] {8, 7, 8}, Atoms.values(new double[] {7, 8}, chosen));
  }

  @Test
  void moreAtomsThanPairsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Atoms.choose(3, 4, random));
    assertThrows(IllegalArgumentException.class, () -> Atoms.choose(3, 1, random));
  }
}
