package io.streambed.trainer.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.RunBlock;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Proposal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunPlannerTest {
  private static final Proposal PRIOR = new PriorProposal();
  private static final Proposal NARROW =
      GaussianProposal.of(1, new double[] {0}, new double[] {1}, 0.999);

  @Test
  void at_the_start_a_window_of_whole_blocks_is_planned() {
    RunPlanner planner = RunPlanner.of(4, 12, 0, PRIOR);

    List<RunBlock> blocks = planner.between(0, planner.planned(0));

    assertEquals(
        List.of(
            new RunBlock(0, 0, 4, PRIOR),
            new RunBlock(1, 4, 4, PRIOR),
            new RunBlock(2, 8, 4, PRIOR)),
        blocks);
  }

  @Test
  void each_admitted_block_makes_room_for_one_more() {
    RunPlanner planner = RunPlanner.of(4, 12, 0, PRIOR);

    assertEquals(
        List.of(new RunBlock(3, 12, 4, PRIOR)),
        planner.between(planner.planned(0), planner.planned(4)));
  }

  @Test
  void a_new_proposal_starts_at_the_first_run_not_yet_planned() {
    RunPlanner planner = RunPlanner.of(4, 12, 0, PRIOR).then(NARROW, 8);

    assertEquals(PRIOR, planner.proposal(19));
    assertEquals(NARROW, planner.proposal(20));
    assertEquals(new RunBlock(5, 20, 4, NARROW), planner.at(5));
  }

  @Test
  void two_proposals_from_the_same_run_are_refused() {
    RunPlanner planner = RunPlanner.of(4, 12, 0, PRIOR).then(NARROW, 8);

    assertThrows(IllegalArgumentException.class, () -> planner.then(NARROW, 8));
  }

  @Test
  void a_window_that_is_not_a_multiple_of_the_block_is_refused_with_both_numbers() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> RunPlanner.of(4, 10, 0, PRIOR));

    assertEquals(
        "expected a window that is a positive multiple of the block, got window 10, block 4",
        error.getMessage());
  }

  @Test
  void of_each_proposal_it_plans_no_more_than_the_limit() {
    RunPlanner planner = RunPlanner.of(4, 12, 16, PRIOR);
    assertEquals(12, planner.planned(0));
    assertEquals(16, planner.planned(8));
    assertEquals(16, planner.planned(16));
    assertFalse(planner.exhausted(12));
    assertTrue(planner.exhausted(16));

    RunPlanner next = planner.then(NARROW, 16);
    assertEquals(28, next.planned(16));
    assertEquals(32, next.planned(24));
    assertEquals(NARROW, next.at(4).proposal());
    assertFalse(next.exhausted(28));
    assertTrue(next.exhausted(32));
    assertThrows(IllegalArgumentException.class, () -> RunPlanner.of(4, 12, 6, PRIOR));
  }
}
