package io.streambed.topics.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.topics.Codec;
import io.streambed.topics.Nouns;
import io.streambed.topics.OutcomeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OutcomeBlockCodecTest {
  private final Codec<OutcomeBlock> codec = Codecs.outcomeBlocks();

  @Test
  void pairsAndFailuresComeBackInTheirOrder() {
    assertEquals(Nouns.outcomes(), codec.decode(codec.encode(Nouns.outcomes())));
  }

  @Property(tries = 100, seed = "20261123")
  void anyBlockComesBackAsItWent(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int runs,
      @ForAll @IntRange(min = 1, max = 9) int parameters,
      @ForAll @IntRange(min = 1, max = 30) int values) {
    OutcomeBlock block = random(new Random(seed), runs, parameters, values);
    assertEquals(block, codec.decode(codec.encode(block)));
  }

  @Test
  void aSmallPairCostsItsValuesAndAFewBytes() {
    List<Outcome> outcomes =
        LongStream.range(0, 256).mapToObj(run -> (Outcome) pair(run, 8, 42)).toList();
    int bytes = codec.encode(new OutcomeBlock(0, outcomes, "lotka-volterra 1", 1)).length;
    assertTrue(bytes < 256 * (8 * 8 + 4 * 42 + 3), "got " + bytes);
  }

  @Test
  void aBlockOfLargeDataIsCutIntoRecordsBelow256KiB() {
    List<Outcome> outcomes =
        LongStream.range(0, 16).mapToObj(run -> (Outcome) pair(run, 4, 36 * 500)).toList();
    OutcomeBlock block = new OutcomeBlock(3, outcomes, "lorenz96 1", 1);
    List<OutcomeBlock> parts = codec.split(block);
    List<Outcome> received = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      byte[] bytes = codec.encode(parts.get(part));
      assertTrue(bytes.length < 256 * 1024, "got " + bytes.length);
      OutcomeBlock decoded = codec.decode(bytes);
      assertEquals(part, decoded.part());
      assertEquals(6, decoded.parts());
      received.addAll(decoded.outcomes());
    }
    assertEquals(outcomes, received);
  }

  @Test
  void aBlockThatFitsIsNotCut() {
    assertEquals(List.of(Nouns.outcomes()), codec.split(Nouns.outcomes()));
  }

  @Test
  void oneOutcomeAboveTheLimitIsRefusedWhenWritten() {
    OutcomeBlock block =
        new OutcomeBlock(0, List.of(pair(0, 4, 300_000)), "a simulator without an end", 1);
    assertThrows(IllegalArgumentException.class, () -> codec.encode(block));
  }

  @Test
  void aPairWithNanIsReadAsTheFailureThatItIs() {
    OutcomeBlock block =
        new OutcomeBlock(0, List.of(Nouns.pair(5, 1, Float.NaN)), "a foreign simulator", 1);
    Outcome received = codec.decode(codec.encode(block)).outcomes().get(0);
    assertEquals(
        new Outcome.Failed(
            5,
            2,
            Nouns.pair(5, 1).parameters(),
            Outcome.Cause.NOT_FINITE,
            "data hold NaN or infinity"),
        received);
  }

  @Test
  void dataOfTwoShapesInOneBlockAreRefusedWhenWritten() {
    OutcomeBlock block =
        new OutcomeBlock(0, List.of(Nouns.pair(0, 1), Nouns.pair(1, 1, 2)), "mixed", 1);
    assertThrows(IllegalArgumentException.class, () -> codec.encode(block));
  }

  private static Outcome pair(long run, int parameters, int values) {
    return new Outcome.Pair(
        run, 0, Parameters.of(new double[parameters]), Data.of(new float[values]));
  }

  private static OutcomeBlock random(Random random, int runs, int parameters, int values) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int row = 0; row < runs; row++) {
      Parameters x = Parameters.of(random.doubles(parameters).toArray());
      float[] y = new float[values];
      for (int i = 0; i < values; i++) {
        y[i] = (float) random.nextGaussian();
      }
      outcomes.add(
          random.nextInt(4) > 0
              ? new Outcome.Pair(1000L + row, 3, x, Data.of(y, 1, values))
              : new Outcome.Failed(1000L + row, 3, x, Outcome.Cause.THREW, "row " + row));
    }
    return new OutcomeBlock(random.nextInt(1000), outcomes, "random", random.nextLong());
  }
}
