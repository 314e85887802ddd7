package io.streambed.topics.intake;

import io.streambed.topics.publish.Prepared;
import java.util.List;

/**
 * What comes of a record: written with its offset, or not at all.
 *
 * @param receipt of the record
 * @param written what is to be written; may be empty
 */
public record Outcome(Receipt receipt, List<Prepared> written) {
  public Outcome {
    written = List.copyOf(written);
  }
}
