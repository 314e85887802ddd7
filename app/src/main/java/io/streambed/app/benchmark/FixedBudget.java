package io.streambed.app.benchmark;

import java.util.Map;
import java.util.TreeMap;

/**
 * Training on a fixed number of simulations, each used many times, as the benchmark's published
 * figures are made: all are simulated first, a tenth of them is held out, and of the models on the
 * way the one serves whose held-out loss is least, so that no step beyond it does harm.
 *
 * @param pairs N, simulations in all, at least 20
 * @param reuse R, uses of each pair on average, above 1
 */
public record FixedBudget(long pairs, double reuse) {
  private static final int LARGEST_BLOCK = 256;
  private static final int LARGEST_WINDOW = 8192;
  private static final int HELD_OUT_EVERY = 10;
  private static final long MODELS = 25;
  private static final int MOST_COMPARED = 512;
  private static final long MOST_WARM_UP = 200;

  public FixedBudget {
    if (pairs < 20 || !(reuse > 1)) {
      throw new IllegalArgumentException(
          "expected --pairs of at least 20 and --reuse above 1, got %d and %s"
              .formatted(pairs, reuse));
    }
  }

  /**
   * The settings that it takes, by path.
   *
   * @param batch pairs in a gradient step
   */
  public Map<String, Object> settings(int batch) {
    int block = block();
    long heldOut = pairs / HELD_OUT_EVERY;
    long steps = Math.max(1, Math.round((pairs - heldOut) * reuse / batch));
    Map<String, Object> settings = new TreeMap<>();
    settings.put("training.runs", pairs);
    settings.put("training.block", block);
    settings.put("training.window", block * Math.max(1, Math.min(LARGEST_WINDOW, pairs) / block));
    settings.put("training.standardisation-pairs", batch);
    settings.put("training.reuse", reuse);
    settings.put("training.buffer.kind", "reservoir");
    settings.put("training.buffer.capacity", pairs);
    settings.put("training.minutes", 0);
    settings.put("training.steps", steps);
    settings.put("training.warm-up-steps", Math.min(MOST_WARM_UP, steps / 10));
    settings.put("training.publish-every", Math.max(1, steps / MODELS));
    settings.put("calibration.every", HELD_OUT_EVERY);
    settings.put("calibration.keep", heldOut);
    settings.put("calibration.candidates", 2048);
    settings.put("promotion.pairs", Math.max(16, Math.min(MOST_COMPARED, heldOut)));
    // Least loss, whether or not beyond noise.
    settings.put("promotion.errors", 1e-3);
    return settings;
  }

  /** The largest divisor of N that is no larger than a block may well be. */
  private int block() {
    int block = LARGEST_BLOCK;
    while (pairs % block != 0) {
      block--;
    }
    return block;
  }
}
