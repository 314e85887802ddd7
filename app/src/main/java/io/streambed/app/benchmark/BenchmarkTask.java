package io.streambed.app.benchmark;

import io.streambed.app.experiment.BuiltInExperiments;
import io.streambed.app.experiment.ReferenceDraws;
import io.streambed.science.Data;
import io.streambed.science.Draws;
import io.streambed.topics.experiment.DataFile;
import io.streambed.topics.experiment.ExperimentSettings;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Tasks of the simulation-based inference benchmark (arXiv 2101.04653), named as there, in lower
 * case. Simulator and prior of each stand in its experiment's file.
 */
public enum BenchmarkTask {
  GAUSSIAN_LINEAR("linear-gaussian"),
  GAUSSIAN_LINEAR_UNIFORM("gaussian-linear-uniform"),
  GAUSSIAN_MIXTURE("gaussian-mixture"),
  SLCP("slcp"),
  SLCP_DISTRACTORS("slcp-distractors", "observation_distractors.csv"),
  TWO_MOONS("two-moons"),
  SIR("sir"),
  LOTKA_VOLTERRA("lotka-volterra"),
  BERNOULLI_GLM("bernoulli-glm");

  /** Draws in each of the benchmark's reference files. */
  static final int REFERENCE_DRAWS = 10_000;

  private final String experiment;
  private final String observationFile;

  BenchmarkTask(String experiment) {
    this(experiment, "observation.csv");
  }

  BenchmarkTask(String experiment, String observationFile) {
    this.experiment = experiment;
    this.observationFile = observationFile;
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
   * <task>/num_observation_<k>/observation.csv} ({@code observation_distractors.csv} of
   * slcp_distractors) and {@code reference_posterior_samples.csv.bz2}.
   *
   * @throws IllegalArgumentException naming the file that is missing, cut short or otherwise wrong
   */
  public List<Case> cases(Path folder, List<Integer> numbers, ExperimentSettings experiment) {
    return numbers.stream().map(number -> read(folder, number, experiment)).toList();
  }

  private Case read(Path folder, int number, ExperimentSettings experiment) {
    Path observation = folder.resolve(toString()).resolve("num_observation_" + number);
    List<Integer> shape = experiment.simulator().dataShape();
    int parameters = experiment.prior().size();
    return new Case(
        number,
        read(observation.resolve(observationFile), file -> DataFile.read(file, shape)),
        read(
            observation.resolve("reference_posterior_samples.csv.bz2"),
            file -> reference(file, parameters)));
  }

  private <T> T read(Path file, Function<URL, T> reader) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "expected the benchmark's file %s, it cannot be read; --data names the folder that holds %s"
              .formatted(file, this));
    }
    try {
      return reader.apply(BuiltInExperiments.url(file));
    } catch (UncheckedIOException damaged) {
      throw new IllegalArgumentException(
          "expected the benchmark's file %s to be whole, it ends in: %s"
              .formatted(file, damaged.getCause()),
          damaged);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "the benchmark's file %s: %s".formatted(file, wrong.getMessage()), wrong);
    }
  }

  private static Draws reference(URL file, int parameters) {
    Draws draws = ReferenceDraws.readComparable(file, parameters);
    if (draws.size() != REFERENCE_DRAWS) {
      throw new IllegalArgumentException(
          "expected %d draws, got %d".formatted(REFERENCE_DRAWS, draws.size()));
    }
    return draws;
  }
}
