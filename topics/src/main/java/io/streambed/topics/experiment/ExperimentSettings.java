package io.streambed.topics.experiment;

import io.streambed.science.Data;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.network.Estimators;
import io.streambed.science.prior.Prior;
import io.streambed.science.simulator.Simulator;
import io.streambed.science.simulator.SimulatorCatalogue;
import io.streambed.topics.model.ModelPublisher;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What all services know of an experiment. Each reads its own section besides.
 *
 * @param name prefix of the topics: lower case letters, digits and hyphens
 * @param title one line for people
 * @param seed with a run's number it determines the run
 * @param simulator configured with the file's settings
 * @param simulatorSettings those settings by name, ascending; what the simulator's own defaults are
 *     is part of its version
 * @param prior over the simulator's parameters, in its order
 * @param estimator what is trained, and its form
 * @param pinned the record that the experiment is about, or null
 */
public record ExperimentSettings(
    String name,
    String title,
    long seed,
    Simulator simulator,
    Map<String, Object> simulatorSettings,
    Prior prior,
    EstimatorSettings estimator,
    @Nullable PinnedObservation pinned) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

  public ExperimentSettings {
    simulatorSettings = Collections.unmodifiableMap(new TreeMap<>(simulatorSettings));
  }

  /** An experiment whose simulator has no settings. */
  public ExperimentSettings(
      String name,
      String title,
      long seed,
      Simulator simulator,
      Prior prior,
      EstimatorSettings estimator,
      @Nullable PinnedObservation pinned) {
    this(name, title, seed, simulator, Map.of(), prior, estimator, pinned);
  }

  /**
   * Reads what all services share. Each service's section is to be read before, through {@link
   * CheckedSettings#attempt}, so that all mistakes are named together.
   *
   * @throws InvalidSettings with every mistake noted so far in the whole file
   */
  public static ExperimentSettings from(CheckedSettings file) {
    String name = file.text("name");
    if (file.has("name") && !NAME.matcher(name).matches()) {
      file.mistake("name", "lower case letters, digits and hyphens, at most 100");
    }
    String title = file.has("title") ? file.text("title") : name;
    long seed = file.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE);
    EstimatorSettings estimator = EstimatorSection.from(file.section("estimator"));
    Optional<Simulator> simulator =
        simulator(file.section("simulator")).flatMap(plain -> masked(plain, file));
    Optional<Prior> prior = PriorSettings.from(file);
    simulator.ifPresent(s -> prior.ifPresent(p -> compare(s, p, file)));
    simulator.ifPresent(s -> compare(s, estimator, file));
    PinnedObservation pinned =
        simulator.map(s -> pinned(file.section("observation"), s)).orElse(null);
    file.throwIfAny();
    return new ExperimentSettings(
        name,
        title,
        seed,
        simulator.orElseThrow(),
        file.section("simulator").free("settings"),
        prior.orElseThrow(),
        estimator,
        pinned);
  }

  private static Optional<Simulator> simulator(CheckedSettings section) {
    String name = section.text("name");
    Map<String, Object> settings = section.free("settings");
    if (!section.has("name")) {
      return Optional.empty();
    }
    if (!SimulatorCatalogue.names().contains(name)) {
      section.mistake(
          "name",
          "one of %s, or one that a jar in STREAMBED_CLASS_PATH names in its META-INF/services/%s"
              .formatted(SimulatorCatalogue.names(), Simulator.class.getName()));
      return Optional.empty();
    }
    return section
        .section("settings")
        .attempt(ignored -> SimulatorCatalogue.find(name).configured(settings));
  }

  private static Optional<Simulator> masked(Simulator simulator, CheckedSettings file) {
    WindowSettings windows = WindowSettings.from(file);
    return file.section("inference")
        .section("windows")
        .attempt(ignored -> windows.masking(simulator));
  }

  private static void compare(Simulator simulator, Prior prior, CheckedSettings file) {
    if (prior.size() != simulator.parameters()) {
      file.mistake(
          "prior",
          "%d parameters, as simulator %s takes, not %d"
              .formatted(simulator.parameters(), simulator.name(), prior.size()));
    }
  }

  private static void compare(
      Simulator simulator, EstimatorSettings estimator, CheckedSettings file) {
    try {
      long bytes = Estimators.weightBytes(estimator, simulator.parameters(), simulator.dataShape());
      if (bytes > ModelPublisher.MOST_BYTES) {
        file.mistake(
            "estimator",
            "a model of at most %d MiB, as much as the topic of models carries: a smaller %s"
                .formatted(ModelPublisher.MOST_BYTES >> 20, estimator.sizedBy()));
      }
    } catch (IllegalArgumentException unreadable) {
      file.mistake(
          "estimator.encoder",
          "one that reads the data of simulator %s (%s)"
              .formatted(simulator.name(), unreadable.getMessage()));
    }
  }

  private static @Nullable PinnedObservation pinned(CheckedSettings section, Simulator simulator) {
    String sensor = section.text("sensor");
    URL reference = section.has("reference") ? section.location("reference").orElse(null) : null;
    if (!section.has("file")) {
      return null;
    }
    Optional<Data> data =
        section
            .location("file")
            .flatMap(
                file -> section.attempt(ignored -> DataFile.read(file, simulator.dataShape())));
    if (data.isPresent() && !data.get().isFinite()) {
      section.mistake("file", "finite numbers only");
    }
    return data.map(y -> new PinnedObservation(sensor, y, reference)).orElse(null);
  }
}
