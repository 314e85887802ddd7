package io.streambed.inference.window;

import io.streambed.science.Observation;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.OpenWindows;
import io.streambed.topics.TraceParent;
import io.streambed.topics.intake.Receipt;
import java.util.List;

/**
 * What comes of some readings, to be published in this order.
 *
 * @param observations windows that are observations
 * @param deadLetters readings that could not be used
 * @param open what sensors go on with, once all that is published
 * @param receipts readings that are not needed again, once that is published too
 */
record Harvest(
    List<Caused<Observation>> observations,
    List<Caused<DeadLetter>> deadLetters,
    List<Kept> open,
    List<Receipt> receipts) {

  Harvest {
    observations = List.copyOf(observations);
    deadLetters = List.copyOf(deadLetters);
    open = List.copyOf(open);
    receipts = List.copyOf(receipts);
  }

  /** Something with the trace of the reading that led to it. */
  record Caused<T>(T value, TraceParent cause) {}

  /** What a sensor goes on with, for the partition of its readings. */
  record Kept(OpenWindows windows, int partition, TraceParent cause) {}
}
