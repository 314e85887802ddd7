package io.streambed.science.posterior;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When sampling has to end. Asked often, so it has to be cheap; once passed it stays passed. */
@FunctionalInterface
public interface Deadline {

  /** Whether it is time to hand over what there is. */
  boolean passed();

  /** Never passes. */
  static Deadline none() {
    return () -> false;
  }

  /** Passes {@code time} from now on the system's monotonic clock. */
  static Deadline after(Duration time) {
    return after(time, System::nanoTime);
  }

  /** Passes {@code time} from now on {@code nanoClock}, nanoseconds of any origin. */
  static Deadline after(Duration time, LongSupplier nanoClock) {
    long start = nanoClock.getAsLong();
    long nanoseconds = time.toNanos();
    // The difference stays right when the clock wraps around.
    return () -> nanoClock.getAsLong() - start >= nanoseconds;
  }
}
