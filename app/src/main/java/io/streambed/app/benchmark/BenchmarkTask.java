package io.streambed.app.benchmark;

import io.streambed.app.experiment.BuiltInExperiments;
import io.streambed.app.experiment.ReferenceDraws;
import io.streambed.science.Data;
import io.streambed.science.Draws;
import io.streambed.topics.experiment.DataFile;
import io.streambed.topics.experiment.ExperimentSettings;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Tasks of the simulation-based inference benchmark (arXiv 2101.04653) that come with Streambed,
 * named as there, in lower case.
 */
public enum BenchmarkTask {
  GAUSSIAN_LINEAR("linear-gaussian"),
  TWO_MOONS("two-moons");

  private final String experiment;

  BenchmarkTask(String experiment) {
    this.experiment = experiment;
  }

  /** Name of the built-in experiment with this simulator and prior. */
  public String experiment() {
    return experiment;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The task of that name.
   *
   * @throws IllegalArgumentException if there is none, naming those there are
   */
  public static BenchmarkTask named(String name) {
    return Arrays.stream(values())
        .filter(task -> task.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected one of the tasks %s, got %s"
                        .formatted(Arrays.toString(values()), name)));
  }

  /**
   * An observation of the benchmark.
   *
   * @param number 1, 2, ...
   * @param data y
   * @param reference draws of its posterior
   */
  public record Case(int number, Data data, Draws reference) {}

  /**
   * Reads observations and their references from a folder of the benchmark's layout: {@code
   * <task>/num_observation_<k>/observation.csv} and {@code reference_posterior_samples.csv.bz2}.
   *
   * @throws IllegalArgumentException naming the file that is missing or wrong
   */
  public List<Case> cases(Path folder, List<Integer> numbers, ExperimentSettings experiment) {
    return numbers.stream().map(number -> read(folder, number, experiment)).toList();
  }

  private Case read(Path folder, int number, ExperimentSettings experiment) {
    Path observation = folder.resolve(toString()).resolve("num_observation_" + number);
    return new Case(
        number,
        DataFile.read(file(observation, "observation.csv"), experiment.simulator().dataShape()),
        ReferenceDraws.readComparable(
            file(observation, "reference_posterior_samples.csv.bz2"), experiment.prior().size()));
  }

  private URL file(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "expected the benchmark's file %s, it cannot be read; --data names the folder that holds %s"
              .formatted(file, this));
    }
    return BuiltInExperiments.url(file);
  }
}
