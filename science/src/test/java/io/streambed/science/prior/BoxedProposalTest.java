package io.streambed.science.prior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoxedProposalTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** x = 4 q, whose u is the logit of q. */
  private static final Prior LINE = prior(new Uniform(0, 4));

  /** A wall, a correlated pair. */
  private static final Prior SPACE =
      prior(
          new Uniform(-1, 1),
          MultivariateNormal.of(new double[] {1, -1}, new double[] {2, 1, 1, 2}));

  private static final UnitBox HALF = UnitBox.of(new double[] {0.25}, new double[] {0.75});

  private static Prior prior(Block... blocks) {
    int size = Stream.of(blocks).mapToInt(Block::size).sum();
    List<String> names = Stream.iterate("p", name -> name + "p").limit(size).toList();
    return Prior.of(
        new ParameterSpace(names, names.stream().map(name -> "1").toList()), List.of(blocks));
  }

  @Test
  void theTruncatedPriorIsThePriorOverItsShareInside() {
    TruncatedProposal proposal = new TruncatedProposal(1, HALF);
    // At u = 0: x = 2, p(u) = dx/du / 4 = 1/4, and half of the prior is inside.
    assertEquals(Math.log(0.5), proposal.logDensityUnbounded(LINE, new double[] {0}), 1e-14);
    // q = 0.8 and 0.2 are outside.
    assertEquals(-INFINITY, proposal.logDensityUnbounded(LINE, new double[] {Math.log(4)}));
    assertEquals(-INFINITY, proposal.logDensityUnbounded(LINE, new double[] {-Math.log(4)}));
    assertEquals(-INFINITY, proposal.logDensityUnbounded(LINE, new double[] {Double.NaN}));
  }

  @Test
  void theMixtureIsTheDefensivePriorAndTheKernels() {
    // Kernels N(±1, 0.5²) at u = 0, each exp(-2) / (0.5 sqrt(2 pi)) = 0.10798193302637613.
    Kernels kernels = Kernels.of(1, new double[] {-1, 1}, new double[] {0.25});
    KernelProposal proposal = KernelProposal.of(1, HALF, kernels, 0.2, 0.5);
    double mixture = 0.2 * 0.25 / 0.5 + 0.8 * 0.10798193302637613;
    assertEquals(
        Math.log(mixture / (0.2 + 0.8 * 0.5)),
        proposal.logDensityUnbounded(LINE, new double[] {0}),
        1e-13);
    assertEquals(-INFINITY, proposal.logDensityUnbounded(LINE, new double[] {Math.log(4)}));
    KernelProposal undefended = KernelProposal.of(1, HALF, kernels, 0, 0.5);
    assertEquals(
        Math.log(0.10798193302637613 / 0.5),
        undefended.logDensityUnbounded(LINE, new double[] {0}),
        1e-13);
  }

  @Test
  void theBoxHoldsAllButAShareOfTheDrawsAndAMargin() {
    double[] rows = new double[100];
    double[] weights = new double[100];
    for (int s = 0; s < 100; s++) {
      rows[s] = 1 + (s * 37 % 100) / 100.0; // q from 0.25 to 0.4975 in steps of 0.0025, shuffled
      weights[s] = 2;
    }
    UnitBox all = UnitBox.around(LINE, rows, weights, 0, 0);
    assertEquals(UnitBox.of(new double[] {0.25}, new double[] {0.4975}), all);
    // Two draws out at either end; 0.2375 wide, a tenth of that more at either end.
    UnitBox most = UnitBox.around(LINE, rows, weights, 0.04, 0.1);
    assertArrayEquals(new double[] {0.255 - 0.02375}, most.lower(), 1e-14);
    assertArrayEquals(new double[] {0.4925 + 0.02375}, most.upper(), 1e-14);
    assertEquals(
        UnitBox.of(new double[] {0}, new double[] {1}), UnitBox.around(LINE, rows, weights, 0, 10));
  }

  @Test
  void kernelsStandAroundDrawsAsOftenAsTheirWeightsSay() {
    double[] rows = {0, 1, 2, 3};
    Kernels kernels =
        Kernels.around(
            LINE, rows, new double[] {1, 0, 2, 1}, 4, 2, RandomSource.PHILOX_4X64.create(3L));
    assertArrayEquals(new double[] {0, 2, 2, 3}, kernels.centres());
    // Mean 1.75, variance (3.0625 + 2 * 0.0625 + 1.5625) / 4 = 1.1875, times (2 * 4^(-1/5))².
    assertEquals(4 * Math.pow(4, -0.4) * 1.1875, kernels.covariance()[0], 1e-5);
  }

  static List<Proposal> ofSpace() {
    UnitBox box = UnitBox.of(new double[] {0, 0.3, 0.2}, new double[] {0.5, 0.9, 1});
    double[] centres = {-1, 1.5, -0.5, -2, 2.5, 1, 0.5, 0.5, -2};
    double[] covariance = {0.6, 0.1, 0, 0.1, 0.5, 0.2, 0, 0.2, 0.4};
    Kernels kernels = Kernels.of(3, centres, covariance);
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(4L);
    return List.of(
        new TruncatedProposal(1, box),
        KernelProposal.cut(2, SPACE, box, kernels, 0.3, random),
        KernelProposal.cut(3, SPACE, box, kernels, 0, random));
  }

  /**
   * The integral over the box of the density in unit coordinates, p~ / p, by the midpoint rule on
   * 40³ cells, and the counts of 100,000 draws in 5³ coarse cells against it. The normaliser is off
   * by the 16,384 trials that found it: 0.02 is five deviations. False alarm of chi-squared 1e-6 a
   * case, had the seed been random.
   */
  @ParameterizedTest
  @MethodSource("ofSpace")
  void drawsFollowTheDensity(Proposal proposal) {
    int cells = 40;
    int coarse = 5;
    double[] expected = new double[coarse * coarse * coarse];
    for (int cell = 0; cell < cells * cells * cells; cell++) {
      double[] q = {
        (cell % cells + 0.5) / cells,
        (cell / cells % cells + 0.5) / cells,
        (cell / cells / cells + 0.5) / cells
      };
      double[] u = SPACE.toUnbounded(SPACE.fromUnit(q));
      double ratio = proposal.logDensityUnbounded(SPACE, u) - SPACE.logDensityUnbounded(u);
      expected[place(q, coarse)] += Math.exp(ratio) / (cells * cells * cells);
    }
    double total = 0;
    for (double mass : expected) {
      total += mass;
    }
    assertEquals(1, total, 0.02);

    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(21L);
    long[] counts = new long[expected.length];
    for (int i = 0; i < 100_000; i++) {
      double[] x = proposal.sample(SPACE, random);
      assertTrue(
          Double.isFinite(proposal.logDensityUnbounded(SPACE, SPACE.toUnbounded(x))),
          "a draw outside the support");
      counts[place(SPACE.toUnit(x), coarse)]++;
    }
    // Cells that hardly any draw meets are put together with the first that many do.
    int rest = 0;
    while (expected[rest] * 100_000 < 50) {
      rest++;
    }
    for (int c = 0; c < expected.length; c++) {
      if (c != rest && expected[c] * 100_000 < 20) {
        expected[rest] += expected[c];
        counts[rest] += counts[c];
        expected[c] = 0;
        counts[c] = 0;
      }
    }
    int[] kept = IntStream.range(0, expected.length).filter(c -> expected[c] > 0).toArray();
    double p =
        ChiSquareTest.withDefaults()
            .test(
                Arrays.stream(kept).mapToDouble(c -> expected[c]).toArray(),
                Arrays.stream(kept).mapToLong(c -> counts[c]).toArray())
            .getPValue();
    assertTrue(p > 1e-6, "p = " + p);
  }

  private static int place(double[] q, int coarse) {
    int place = 0;
    for (double share : q) {
      place = place * coarse + (int) Math.min(coarse - 1, share * coarse);
    }
    return place;
  }

  @Test
  void proposalsOfTheSameNumbersAreEqual() {
    List<Proposal> some = ofSpace();
    assertEquals(some, ofSpace());
    assertEquals(some.hashCode(), ofSpace().hashCode());
    assertNotEquals(some.get(1), some.get(2));
  }

  @Test
  void meaninglessProposalsAreRefused() {
    Kernels kernels = Kernels.of(1, new double[] {0}, new double[] {1});
    assertRefused("id of a round", () -> new TruncatedProposal(0, HALF));
    assertRefused("[P]", () -> UnitBox.of(new double[1], new double[2]));
    assertRefused("coordinate 0", () -> UnitBox.of(new double[] {0.5}, new double[] {0.5}));
    assertRefused("coordinate 0", () -> UnitBox.of(new double[] {0.5}, new double[] {1.1}));
    assertRefused("coordinate 0", () -> UnitBox.of(new double[] {Double.NaN}, new double[] {1}));
    assertRefused("[K, 2]", () -> Kernels.of(2, new double[3], new double[4]));
    assertRefused("finite", () -> Kernels.of(1, new double[] {INFINITY}, new double[] {1}));
    assertRefused("positive definite", () -> Kernels.of(1, new double[1], new double[] {-1}));
    assertRefused("kernels of 1", () -> KernelProposal.of(1, HALF, pair(kernels), 0.1, 1));
    assertRefused("defensiveShare", () -> KernelProposal.of(1, HALF, kernels, 1, 1));
    assertRefused("insideShare", () -> KernelProposal.of(1, HALF, kernels, 0.1, 0));
    Kernels far = Kernels.of(1, new double[] {40}, new double[] {1});
    assertRefused(
        "1 in 1,000",
        () -> KernelProposal.cut(1, LINE, HALF, far, 0.1, RandomSource.PHILOX_4X64.create(1L)));
    assertRefused(
        "1.0E-12 apart",
        () -> UnitBox.around(LINE, new double[] {1, 1}, new double[] {1, 1}, 0.1, 0.1));
    assertRefused(
        "weights", () -> UnitBox.around(LINE, new double[] {1, 2}, new double[2], 0.1, 0.1));
  }

  private static Kernels pair(Kernels one) {
    return Kernels.of(2, new double[2], new double[] {one.covariance()[0], 0, 0, 1});
  }

  private static void assertRefused(String expected, Runnable creation) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, creation::run).getMessage());
    assertTrue(
        message.toLowerCase(Locale.ROOT).contains(expected.toLowerCase(Locale.ROOT)), message);
  }
}
