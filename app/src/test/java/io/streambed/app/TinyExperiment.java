package io.streambed.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Two Gaussian means and a small critic: 200 steps take seconds. */
final class TinyExperiment {
  static final int STEPS = 200;

  private static final String FILE =
      """
      name = tiny
      title = "two Gaussian means"
      seed = 11
      simulator { name = linear-gaussian, settings.dimension = 2 }
      prior = [
        { name = a, unit = "1", distribution = normal, mean = 0, deviation = 0.31622776601683794 }
        { name = b, unit = "1", distribution = normal, mean = 0, deviation = 0.31622776601683794 }
      ]
      observation { sensor = record, file = observation.csv }
      estimator { embedding = 8, width = 16, blocks = 1, parameter-octaves = 0, data-octaves = 0 }
      training {
        batch = 64, steps = %d, warm-up-steps = 20, standardisation-pairs = 512
        block = 64, window = 1024, publish-every = 100, reissue-after = 2s
      }
      calibration { every = 20, keep = 128, pairs = 64 }
      checkpoint.every = 200ms
      inference { bank = 4096, first-model-wait = 1s }
      """;

  private TinyExperiment() {}

  /** Writes the experiment and its observation to {@code directory}; the file's path. */
  static Path write(Path directory) throws IOException {
    return write(directory, STEPS);
  }

  /** The same with another number of gradient steps. */
  static Path write(Path directory, int steps) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("observation.csv"), "a,b\n0.3,-0.2\n");
    return Files.writeString(directory.resolve("experiment.conf"), FILE.formatted(steps));
  }
}
