package io.streambed.trainer.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Outcome;
import io.streambed.trainer.plan.Outcomes;
import io.streambed.trainer.replay.ReplayBuffer.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReplayBufferTest {

  private static ReplayBuffer filled(Kind kind, int capacity, int pairs) {
    ReplayBuffer buffer = ReplayBuffer.of(kind, capacity, 7);
    for (int run = 0; run < pairs; run++) {
      buffer.add(Outcomes.pair(run));
    }
    return buffer;
  }

  private static List<Long> runs(List<Outcome.Pair> batch) {
    return batch.stream().map(Outcome.Pair::run).toList();
  }

  @Test
  void once_gives_each_pair_in_one_batch_in_order() {
    ReplayBuffer buffer = filled(Kind.ONCE, 0, 7);

    assertEquals(List.of(0L, 1L, 2L), runs(buffer.batch(3, 0)));
    assertEquals(List.of(3L, 4L, 5L), runs(buffer.batch(3, 1)));
    assertEquals(1, buffer.unused());
    assertThrows(IllegalStateException.class, () -> buffer.batch(3, 2));
  }

  @Test
  void a_full_window_drops_the_oldest_and_says_when_it_was_unused() {
    ReplayBuffer buffer = filled(Kind.WINDOW, 4, 4);
    assertEquals(1, buffer.add(Outcomes.pair(4)));
    assertEquals(4, buffer.unused());
    buffer.batch(4, 0);

    assertEquals(0, buffer.add(Outcomes.pair(5)));
    assertEquals(1, buffer.unused());
    assertEquals(
        List.of(2L, 3L, 4L, 5L),
        buffer.contents().stream().map(kept -> kept.pair().run()).toList());
  }

  @Test
  void a_full_reservoir_keeps_what_is_unused_and_grows_rather_than_lose_it() {
    ReplayBuffer buffer = filled(Kind.RESERVOIR, 4, 6);
    assertEquals(6, buffer.size());
    Set<Long> used = new HashSet<>(runs(buffer.batch(2, 0)));

    buffer.add(Outcomes.pair(6));
    buffer.add(Outcomes.pair(7));
    buffer.add(Outcomes.pair(8));

    assertEquals(7, buffer.unused());
    assertTrue(buffer.contents().stream().noneMatch(kept -> used.contains(kept.pair().run())));
  }

  @Property(tries = 100, seed = "2")
  void every_pair_of_a_reservoir_is_used_before_it_goes(
      @ForAll long seed, @ForAll @IntRange(min = 8, max = 40) int capacity) {
    ReplayBuffer buffer = ReplayBuffer.of(Kind.RESERVOIR, capacity, seed);
    Set<Long> used = new HashSet<>();
    for (long run = 0; run < 400; run++) {
      assertEquals(0, buffer.add(Outcomes.pair(run)));
      if (run >= 8 && run % 4 == 0) {
        used.addAll(runs(buffer.batch(8, run)));
      }
      assertEquals(run + 1, used.size() + buffer.unused());
    }
  }

  @Property(tries = 60, seed = "2")
  void a_batch_has_no_pair_twice_and_depends_on_seed_and_step_only(
      @ForAll Kind kind, @ForAll long seed) {
    ReplayBuffer one = ReplayBuffer.of(kind, 32, seed);
    ReplayBuffer other = ReplayBuffer.of(kind, 32, seed);
    for (int run = 0; run < 30; run++) {
      one.add(Outcomes.pair(run));
      other.add(Outcomes.pair(run));
    }

    List<Long> batch = runs(one.batch(12, 5));

    assertEquals(12, new HashSet<>(batch).size());
    assertEquals(batch, runs(other.batch(12, 5)));
  }

  @Property(tries = 60, seed = "2")
  void a_restored_buffer_goes_on_like_the_original(
      @ForAll Kind kind, @ForAll @IntRange(min = 20, max = 60) int before) {
    ReplayBuffer original = filled(kind, 24, before);
    original.batch(10, 0);
    ReplayBuffer restored = ReplayBuffer.of(kind, 24, 7);
    restored.restore(original.contents());

    for (int run = before; run < before + 20; run++) {
      assertEquals(original.add(Outcomes.pair(run)), restored.add(Outcomes.pair(run)));
    }

    assertEquals(runs(original.batch(10, 1)), runs(restored.batch(10, 1)));
    assertEquals(original.contents(), restored.contents());
    assertEquals(original.unused(), restored.unused());
  }

  /** Chi-squared over 20 places with 4,000 draws; a right buffer fails with probability 1e-6. */
  @Test
  void a_window_draws_uniformly() {
    ReplayBuffer buffer = filled(Kind.WINDOW, 20, 20);
    int[] counts = new int[20];
    for (int step = 0; step < 800; step++) {
      runs(buffer.batch(5, step)).forEach(run -> counts[run.intValue()]++);
    }

    double chiSquared = 0;
    for (int count : counts) {
      chiSquared += (count - 200.0) * (count - 200.0) / 200;
    }
    // Without replacement the statistic is smaller than chi-squared with 19 degrees of freedom:
    // quantile 62.
    assertTrue(chiSquared < 62, "chi-squared " + chiSquared);
  }
}
