package io.streambed.chaos.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Two Gaussian means and a small critic.
 *
 * @param name of the experiment and its topics
 * @param steps of the training
 * @param publishEvery steps between two models
 * @param more lines of the experiment file
 */
public record Experiment(String name, int steps, int publishEvery, String more) {
  /** Runs in a block. */
  static final int BLOCK = 64;

  /** Runs planned beyond those admitted. */
  public static final int WINDOW = 1024;

  private static final String FILE =
      """
      name = %s
      seed = 11
      simulator.name = paced-gaussian
      prior = [
        { name = a, unit = "1", distribution = normal, mean = 0, deviation = 0.31622776601683794 }
        { name = b, unit = "1", distribution = normal, mean = 0, deviation = 0.31622776601683794 }
      ]
      estimator { embedding = 8, width = 16, blocks = 1, parameter-octaves = 0, data-octaves = 0 }
      simulation { workers = 1, time-limit = 120s }
      training {
        batch = 64, steps = %d, warm-up-steps = 20, standardisation-pairs = 512
        block = %d, window = %d, publish-every = %d, reissue-after = 2s
      }
      calibration { every = 20, keep = 128, pairs = 64 }
      checkpoint.every = 1s
      inference { bank = 2048, first-model-wait = 1s, parallelism = 1 }
      http.enabled = false
      kafka.replication-factor = 3
      %s
      """;

  /** The same under another name, which the weights do not depend on. */
  public Experiment named(String other) {
    return new Experiment(other, steps, publishEvery, more);
  }

  Path write(Path directory) throws IOException {
    return Files.writeString(
        directory.resolve(name + ".conf"),
        FILE.formatted(name, steps, BLOCK, WINDOW, publishEvery, more));
  }
}
