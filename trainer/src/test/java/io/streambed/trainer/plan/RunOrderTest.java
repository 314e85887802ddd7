package io.streambed.trainer.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.streambed.science.Outcome;
import io.streambed.science.RunBlock;
import io.streambed.science.prior.PriorProposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RunOrderTest {
  private final RunPlanner planner = RunPlanner.of(2, 8, 0, new PriorProposal());
  private final RunOrder order = new RunOrder(0, Map.of(), (outcomes, block) -> Optional.empty());

  private Arrival arrival(long block, int partition, long offset) {
    return new Arrival(block, partition, offset, Outcomes.of(planner.at(block)));
  }

  @Test
  void a_block_before_its_turn_waits() {
    assertInstanceOf(RunOrder.Held.class, order.offer(arrival(1, 0, 0), planner, 8));
    assertEquals(Optional.empty(), order.poll());
    assertEquals(0, order.ready());

    order.offer(arrival(0, 0, 1), planner, 8);

    assertEquals(2, order.ready());
    assertEquals(Outcomes.of(planner.at(0)), order.poll().orElseThrow());
    assertEquals(Outcomes.of(planner.at(1)), order.poll().orElseThrow());
  }

  @Test
  void a_repeat_is_dropped_while_held_and_after() {
    order.offer(arrival(0, 0, 0), planner, 8);

    assertInstanceOf(RunOrder.Repeated.class, order.offer(arrival(0, 1, 0), planner, 8));
    order.poll();
    assertInstanceOf(RunOrder.Repeated.class, order.offer(arrival(0, 1, 1), planner, 10));
  }

  @Test
  void a_block_beyond_the_window_is_not_held() {
    assertInstanceOf(RunOrder.Beyond.class, order.offer(arrival(4, 0, 0), planner, 8));
    assertInstanceOf(RunOrder.Held.class, order.offer(arrival(4, 0, 0), planner, 10));
  }

  @Test
  void outcomes_inside_a_block_are_brought_into_run_order() {
    List<Outcome> backwards = List.of(Outcomes.pair(1), Outcomes.pair(0));

    order.offer(new Arrival(0, 0, 0, backwards), planner, 8);

    assertEquals(List.of(Outcomes.pair(0), Outcomes.pair(1)), order.poll().orElseThrow());
  }

  @Test
  void a_block_from_another_proposal_is_refused_with_what_was_expected() {
    List<Outcome> others = List.of(Outcomes.pair(0, 3), Outcomes.pair(1, 3));

    RunOrder.Verdict verdict = order.offer(new Arrival(0, 0, 0, others), planner, 8);

    assertEquals(
        new RunOrder.Unfit("block 0: expected run 0 from proposal 0, got it from proposal 3"),
        verdict);
    assertEquals(Map.of(), order.offsets(), "gone past before its dead letter is out");
    order.offer(arrival(0, 0, 1), planner, 8);
    order.poll();
    assertEquals(Map.of(0, 2L), order.offsets());
  }

  @Test
  void a_run_of_another_block_is_refused() {
    RunOrder.Verdict verdict =
        order.offer(new Arrival(0, 0, 0, List.of(Outcomes.pair(2))), planner, 8);

    assertEquals(new RunOrder.Unfit("block 0: expected runs 0 to 1, got run 2"), verdict);
  }

  @Test
  void a_block_in_parts_waits_until_all_have_come() {
    order.offer(new Arrival(0, 0, 5, List.of(Outcomes.pair(1))), planner, 8);
    assertEquals(Optional.empty(), order.poll());
    assertInstanceOf(
        RunOrder.Repeated.class,
        order.offer(new Arrival(0, 0, 6, List.of(Outcomes.pair(1))), planner, 8));
    assertEquals(Map.of(0, 5L), order.offsets());

    order.offer(new Arrival(0, 0, 7, List.of(Outcomes.pair(0))), planner, 8);

    assertEquals(List.of(Outcomes.pair(0), Outcomes.pair(1)), order.poll().orElseThrow());
    assertEquals(Map.of(0, 8L), order.offsets());
  }

  @Test
  void offsets_go_back_to_the_oldest_block_still_held_in_each_partition() {
    order.offer(arrival(2, 0, 10), planner, 8);
    order.offer(arrival(3, 0, 11), planner, 8);
    order.offer(arrival(0, 1, 40), planner, 8);
    order.poll();

    assertEquals(Map.of(0, 10L, 1, 41L), order.offsets());
  }

  @Test
  void outcomes_of_another_origin_are_refused_with_what_shows_it() {
    RunOrder strict =
        new RunOrder(0, Map.of(), (outcomes, block) -> Optional.of("of " + block.number()));

    assertEquals(new RunOrder.Unfit("of 1"), strict.offer(arrival(1, 0, 0), planner, 8));
  }

  @Test
  void after_its_end_everything_counts_as_repeated_and_only_the_offsets_move() {
    order.offer(arrival(1, 0, 10), planner, 8);
    order.close();

    assertInstanceOf(RunOrder.Repeated.class, order.offer(arrival(0, 0, 11), planner, 8));
    assertEquals(Optional.empty(), order.poll());
    assertEquals(Map.of(0, 12L), order.offsets());
  }

  @Property(tries = 200, seed = "2")
  void any_order_of_arrival_gives_the_same_admissions_and_the_same_plan(
      @ForAll @IntRange(min = 1, max = 6) int workers, @ForAll long seed) {
    Random random = new Random(seed);
    RunOrder anyOrder = new RunOrder(0, Map.of(), (outcomes, block) -> Optional.empty());
    List<RunBlock> planned = new ArrayList<>(planner.between(0, planner.planned(0)));
    List<List<RunBlock>> inProgress = new ArrayList<>();
    for (int w = 0; w < workers; w++) {
      inProgress.add(new ArrayList<>());
    }
    List<Long> admitted = new ArrayList<>();
    int handed = 0;
    while (admitted.size() < 40) {
      while (handed < planned.size()) {
        inProgress.get(random.nextInt(workers)).add(planned.get(handed++));
      }
      List<RunBlock> worker = inProgress.get(random.nextInt(workers));
      if (!worker.isEmpty()) {
        RunBlock done = worker.get(random.nextInt(worker.size()));
        if (random.nextInt(4) > 0) { // otherwise it is sent a second time later
          worker.remove(done);
        }
        anyOrder.offer(
            new Arrival(done.number(), 0, 0, Outcomes.of(done)), planner, planned.size() * 2L);
      }
      Optional<List<Outcome>> next = anyOrder.poll();
      if (next.isPresent()) {
        long before = planner.planned(2L * admitted.size());
        admitted.add(next.get().get(0).run() / 2);
        planned.addAll(planner.between(before, planner.planned(2L * admitted.size())));
      }
    }

    for (int i = 0; i < 40; i++) {
      assertEquals(i, admitted.get(i));
    }
    for (int i = 0; i < planned.size(); i++) {
      assertEquals(planner.at(i), planned.get(i));
    }
    assertEquals(44, planned.size());
  }
}
