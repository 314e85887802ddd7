package io.streambed.benchmarks;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.app.node.Role;
import io.streambed.topics.experiment.PinnedObservation;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An experiment whose topics stay in a data directory while nodes come and go: one that trains a
 * model, then others that only infer.
 *
 * @param experiment name or file
 * @param data of all nodes, one after the other
 */
record Workbench(String experiment, DataDirectory data) {

  /** Sessions that weigh as much as five observations, so that what one costs does not grow. */
  static final Map<String, Object> SESSIONS =
      Map.of("inference.session.kind", "accumulate", "inference.session.forgetting", 0.8);

  /**
   * One whose data are gone afterwards.
   *
   * @param experiment name or file
   */
  static void use(String experiment, Consumer<Workbench> measuring) throws IOException {
    Locale.setDefault(Locale.ROOT);
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      measuring.accept(new Workbench(experiment, new DataDirectory(directory.path())));
    }
  }

  /**
   * Trains to the last round.
   *
   * @param beside done once a model of it serves, while training goes on without an end
   * @return the model's version
   */
  long train(Consumer<Loop> beside) {
    ExperimentPlan plan = EndlessPlan.lastRound(experiment, data);
    try (Node node = Node.start(plan, NodeSettings.everything(data));
        Loop loop = Loop.of(node)) {
      long version = (long) loop.awaitModelOfLastRound(plan).figure("inference", "model_version");
      beside.accept(loop);
      return version;
    }
  }

  /**
   * Infers and does nothing else.
   *
   * @param overrides of the experiment's settings, by path
   * @param version of a model that was trained
   * @param beside done once it, or a newer one, serves
   */
  void infer(Map<String, ?> overrides, long version, Consumer<Loop> beside) {
    try (Node node =
            Node.start(
                plan(overrides),
                new NodeSettings(EnumSet.of(Role.INFERENCE), data, Optional.empty()));
        Loop loop = Loop.of(node)) {
      loop.await(state -> Loop.serves(state, version));
      beside.accept(loop);
    }
  }

  /** The experiment with other settings, by path. */
  ExperimentPlan plan(Map<String, ?> overrides) {
    Map<String, Object> all = new TreeMap<>(overrides);
    all.put("checkpoint.directory", data.checkpoints().toString());
    return ExperimentPlan.load(experiment, all);
  }

  /**
   * The data of its record, over and over, from sensors in turn.
   *
   * @param samples of each posterior
   * @throws IllegalArgumentException if it has none
   */
  PacedObservations observations(int samples, int sensors) {
    PinnedObservation pinned = plan(Map.of()).experiment().pinned();
    if (pinned == null) {
      throw new IllegalArgumentException(
          "expected an experiment with observation.file, got " + experiment);
    }
    return new PacedObservations(
        pinned.data(),
        samples,
        plan(Map.of()).inference().deadline().usual(),
        i -> "sensor-" + i % sensors);
  }
}
