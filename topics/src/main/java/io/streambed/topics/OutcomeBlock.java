package io.streambed.topics;

import io.streambed.science.Outcome;
import java.util.List;

/**
 * How the runs of a block ended. A block whose outcomes exceed one record arrives as several of
 * these, each complete in itself; readers go by run number and need not put a block together.
 *
 * @param block number of the block of runs
 * @param part which of the block's records this is, from 0
 * @param parts how many records the block has
 * @param outcomes at least one, all of one proposal, pairs all of one shape of data
 * @param simulator name and version of the simulator that ran
 * @param seed the experiment's seed
 */
public record OutcomeBlock(
    long block, int part, int parts, List<Outcome> outcomes, String simulator, long seed) {

  public OutcomeBlock {
    outcomes = List.copyOf(outcomes);
    if (block < 0 || part < 0 || part >= parts) {
      throw new IllegalArgumentException(
          "expected block >= 0 and 0 <= part < parts, got %d, %d, %d"
              .formatted(block, part, parts));
    }
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException(
          "expected outcomes in block %d, got none".formatted(block));
    }
  }

  /** All outcomes of a block, before it is cut to the size of records. */
  public OutcomeBlock(long block, List<Outcome> outcomes, String simulator, long seed) {
    this(block, 0, 1, outcomes, simulator, seed);
  }
}
