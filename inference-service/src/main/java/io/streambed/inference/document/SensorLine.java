package io.streambed.inference.document;

import java.time.Instant;
import java.util.List;

/**
 * A sensor in a list.
 *
 * @param posteriors that were read of it
 * @param time when the last of them was published
 * @param modelVersion of its newest posterior, as all that follows
 * @param verdict trusted, doubtful, not-to-be-trusted or unjudged
 * @param doubts why not to trust it, in words
 * @param status complete, degraded or deadline
 */
public record SensorLine(
    String sensor,
    long posteriors,
    Instant time,
    long modelVersion,
    String verdict,
    List<String> doubts,
    String status) {

  public SensorLine {
    doubts = List.copyOf(doubts);
  }
}
