package io.streambed.trainer.plan;

import io.streambed.science.RunBlock;
import io.streambed.science.prior.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Plans exactly a window of runs beyond what is admitted, in whole blocks, and at most so many of
 * each proposal. What it plans depends on the admitted runs and the proposals so far, and on
 * nothing else. Immutable.
 *
 * @param block runs in a block
 * @param window runs planned beyond the admitted ones, a multiple of {@code block}
 * @param limit runs drawn from each proposal, a multiple of {@code block}; 0 for no limit
 * @param starts the proposals so far, each with its first run, ascending; the first begins at run 0
 */
public record RunPlanner(int block, int window, long limit, List<Start> starts) {

  /** A proposal and the first run that is drawn from it. */
  public record Start(long firstRun, Proposal proposal) {}

  /**
   * @throws IllegalArgumentException if the window is not a positive multiple of the block, the
   *     limit is none, or the starts do not ascend in whole blocks from 0
   */
  public RunPlanner {
    starts = List.copyOf(starts);
    if (block < 1 || window < block || window % block != 0) {
      throw new IllegalArgumentException(
          "expected a window that is a positive multiple of the block, got window %d, block %d"
              .formatted(window, block));
    }
    if (limit < 0 || limit % block != 0) {
      throw new IllegalArgumentException(
          "expected a limit that is a multiple of the block, got limit %d, block %d"
              .formatted(limit, block));
    }
    if (starts.isEmpty() || starts.get(0).firstRun() != 0) {
      throw new IllegalArgumentException("expected a first proposal from run 0, got " + starts);
    }
    for (int i = 0; i < starts.size(); i++) {
      long first = starts.get(i).firstRun();
      if (first % block != 0 || (i > 0 && first <= starts.get(i - 1).firstRun())) {
        throw new IllegalArgumentException(
            "expected proposals to start at ascending multiples of %d, got run %d at place %d"
                .formatted(block, first, i));
      }
    }
  }

  /** Plans from one proposal, run 0 on. */
  public static RunPlanner of(int block, int window, long limit, Proposal first) {
    return new RunPlanner(block, window, limit, List.of(new Start(0, first)));
  }

  /** How many runs are planned once {@code admitted} are admitted, a multiple of the block. */
  public long planned(long admitted) {
    long ahead = admitted + window;
    return limit == 0 ? ahead : Math.min(ahead, last().firstRun() + limit);
  }

  /** Whether all runs that the last proposal is limited to are admitted. */
  public boolean exhausted(long admitted) {
    return limit > 0 && admitted >= last().firstRun() + limit;
  }

  private Start last() {
    return starts.get(starts.size() - 1);
  }

  /**
   * The blocks planned at {@code admitted} runs that were not yet so at {@code before}, ascending.
   */
  public List<RunBlock> between(long before, long admitted) {
    return LongStream.range(before / block, admitted / block).mapToObj(this::at).toList();
  }

  /** The block of this number, from 0, with the proposal it is drawn from. */
  public RunBlock at(long number) {
    return new RunBlock(number, number * block, block, proposal(number * block));
  }

  /** The proposal that run {@code run} is drawn from. */
  public Proposal proposal(long run) {
    Proposal proposal = starts.get(0).proposal();
    for (Start start : starts) {
      if (start.firstRun() <= run) {
        proposal = start.proposal();
      }
    }
    return proposal;
  }

  /**
   * This planner with one more proposal, from the first run on that is not planned at {@code
   * admitted}.
   */
  public RunPlanner then(Proposal proposal, long admitted) {
    List<Start> longer = new ArrayList<>(starts);
    longer.add(new Start(planned(admitted), proposal));
    return new RunPlanner(block, window, limit, longer);
  }
}
