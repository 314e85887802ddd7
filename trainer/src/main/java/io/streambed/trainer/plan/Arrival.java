package io.streambed.trainer.plan;

import io.streambed.science.Outcome;
import java.util.List;

/**
 * Outcomes of one block as they came from a partition: all of them, or a part.
 *
 * @param block number of the block
 * @param partition of the topic of pairs
 * @param offset of the record in it
 * @param outcomes in any order
 */
public record Arrival(long block, int partition, long offset, List<Outcome> outcomes) {
  public Arrival {
    outcomes = List.copyOf(outcomes);
  }
}
