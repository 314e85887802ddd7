package io.streambed.app.experiment;

import io.streambed.app.cluster.ClusterSettings;
import io.streambed.app.tracing.TracingSettings;
import io.streambed.inference.InferenceSettings;
import io.streambed.inference.SessionFit;
import io.streambed.inference.http.HttpSettings;
import io.streambed.inference.window.WindowFit;
import io.streambed.science.Draws;
import io.streambed.simulator.SimulatorSettings;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topics;
import io.streambed.topics.experiment.CheckedSettings;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.experiment.FileSettings;
import io.streambed.topics.experiment.InvalidSettings;
import io.streambed.topics.experiment.PinnedObservation;
import io.streambed.trainer.TrainerSettings;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An experiment's whole file, read and checked.
 *
 * @param experiment what all services share
 * @param simulator section simulation
 * @param trainer sections training, narrowing, calibration and checkpoint
 * @param inference section inference
 * @param http section http
 * @param kafka section kafka
 * @param cluster section cluster
 * @param tracing section tracing
 * @param reference draws of the pinned observation's reference posterior, or null
 */
public record ExperimentPlan(
    ExperimentSettings experiment,
    SimulatorSettings simulator,
    TrainerSettings trainer,
    InferenceSettings inference,
    HttpSettings http,
    KafkaSettings kafka,
    ClusterSettings cluster,
    TracingSettings tracing,
    @Nullable Draws reference) {

  /**
   * Reads a built-in experiment or a file.
   *
   * @param overrides values by path that win over the file
   * @throws InvalidSettings with every mistake of the file
   * @throws IllegalArgumentException if there is no such experiment or file
   */
  public static ExperimentPlan load(String nameOrFile, Map<String, ?> overrides) {
    CheckedSettings file =
        FileSettings.load(BuiltInExperiments.locate(nameOrFile), Map.copyOf(overrides));
    Optional<SimulatorSettings> simulator = file.attempt(SimulatorSettings::from);
    Optional<TrainerSettings> trainer = file.attempt(TrainerSettings::from);
    Optional<InferenceSettings> inference = file.attempt(InferenceSettings::from);
    Optional<HttpSettings> http = file.attempt(HttpSettings::from);
    Optional<KafkaSettings> kafka = file.attempt(KafkaSettings::from);
    Optional<ClusterSettings> cluster = file.attempt(ClusterSettings::from);
    Optional<TracingSettings> tracing = file.attempt(TracingSettings::from);
    if (trainer.filter(ExperimentPlan::needsRecord).isPresent() && !file.has("observation.file")) {
      file.mistake(
          "observation.file",
          "the record around which narrowing.steps is to narrow, or narrowing.around = newest");
    }
    ExperimentSettings experiment = ExperimentSettings.from(file);
    inference
        .flatMap(settings -> SessionFit.mistake(settings.session(), experiment))
        .ifPresent(
            mistake -> file.mistake("inference.session." + mistake.key(), mistake.expected()));
    inference.ifPresent(settings -> noteWindows(file, settings, experiment));
    PinnedObservation pinned = experiment.pinned();
    URL location = pinned == null ? null : pinned.reference();
    Optional<Draws> reference =
        location == null ? Optional.empty() : reference(file, location, experiment);
    file.checked(CheckedSettings::path);
    return new ExperimentPlan(
        experiment,
        simulator.orElseThrow(),
        trainer.orElseThrow(),
        inference.orElseThrow(),
        http.orElseThrow(),
        kafka.orElseThrow(),
        cluster.orElseThrow(),
        tracing.orElseThrow(),
        reference.orElse(null));
  }

  /** The experiment's topics. */
  public Topics topics() {
    return Topics.of(experiment.name());
  }

  private static void noteWindows(
      CheckedSettings file, InferenceSettings inference, ExperimentSettings experiment) {
    WindowFit.mistakes(inference.windows(), inference.session().known(), experiment)
        .forEach(mistake -> file.mistake("inference." + mistake.key(), mistake.expected()));
    if (inference.windows().areMade()
        && inference.windows().samples()
            > inference.mostSamples(experiment.simulator().parameters())) {
      file.mistake(
          "inference.windows.samples",
          "at most %d, as inference.samples.maximum and a record allow"
              .formatted(inference.mostSamples(experiment.simulator().parameters())));
    }
    if (inference.windows().areMade()
        && inference.windows().deadline().compareTo(inference.deadline().maximum()) > 0) {
      file.mistake(
          "inference.windows.deadline",
          "at most inference.deadline.maximum, " + inference.deadline().maximum());
    }
  }

  private static Optional<Draws> reference(
      CheckedSettings file, URL location, ExperimentSettings experiment) {
    try {
      return Optional.of(ReferenceDraws.readComparable(location, experiment.prior().size()));
    } catch (IllegalArgumentException | UncheckedIOException problem) {
      file.mistake(
          "observation.reference",
          "draws of the reference posterior as CSV, a heading and %d numbers a line (%s)"
              .formatted(experiment.prior().size(), problem.getMessage()));
      return Optional.empty();
    }
  }

  /**
   * @throws IllegalArgumentException if a round waits for what a sensor observes, so that training
   *     may never end
   */
  public void requireToEndByItself() {
    if (narrows(trainer) && trainer.narrowing().sensor().isPresent()) {
      throw new IllegalArgumentException(
          "expected narrowing.around = record in the experiment %s, got newest: nothing here observes, use run"
              .formatted(experiment.name()));
    }
  }

  private static boolean needsRecord(TrainerSettings trainer) {
    return narrows(trainer) && trainer.narrowing().sensor().isEmpty();
  }

  private static boolean narrows(TrainerSettings trainer) {
    return trainer.budget().roundSteps().size() > 1;
  }
}
