package io.streambed.trainer.tracking;

import io.streambed.science.ModelSnapshot;
import io.streambed.topics.Telemetry;

/** What a trainer tells its trackers, after it has told its topics. */
public sealed interface Report {

  /** How it is doing, about once a second. */
  record Measured(Telemetry telemetry) implements Report {}

  /**
   * A model is on its topic. After a restart it may be told again.
   *
   * @param sha256 of its weights, 64 hex digits
   */
  record Published(ModelSnapshot model, String sha256) implements Report {}
}
