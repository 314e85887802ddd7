package io.streambed.inference;

import io.streambed.science.Observation;
import io.streambed.topics.Session;
import java.time.Instant;

/**
 * An observation with its place in its sensor's partition.
 *
 * @param offset of its record
 * @param written when its record was written
 */
record SessionObservation(Observation observation, long offset, Instant written) {

  /** When it was observed, or when it was written if it says that it comes from later than that. */
  Instant time() {
    return observation.time().isAfter(written) ? written : observation.time();
  }

  /** As a session keeps it. */
  Session.Window window() {
    return new Session.Window(observation.id(), offset, time(), observation.data());
  }
}
