package io.streambed.trainer;

import java.util.Locale;

/** What a trainer is doing. */
public enum Phase {
  /** Taking steps as pairs come. */
  TRAINING,
  /** Sampling the pinned observation's posterior for the next round's proposal. */
  NARROWING,
  /** The budget is spent and the last snapshot taken; what was in flight is evicted. */
  FINISHED,
  /** Stopped, since the loss diverged; the last good checkpoint stays. */
  FAILED;

  /** What a trainer in this phase waits on when it has nothing to do; empty for nothing. */
  String waitsOn() {
    return switch (this) {
      case TRAINING -> "pairs";
      case NARROWING -> "the next round's proposal";
      case FINISHED, FAILED -> "";
    };
  }

  /** As telemetry says it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
