package io.streambed.app.command;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.Connection;
import io.streambed.app.node.Waiting;
import io.streambed.topics.model.ModelArrival;
import io.streambed.topics.model.ModelArrival.Arrived;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which models a command is about. */
final class ModelOptions {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Parameters(
      index = "0",
      paramLabel = "EXPERIMENT",
      description = "A built-in experiment or a file.")
  String experiment;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "Version of the model; default: the newest that may serve.")
  @Nullable Long version;

  @Mixin BrokerOptions brokers;

  /** Every model that is kept, oldest first; those that must not be used with the cause. */
  List<ModelArrival> all() {
    ExperimentPlan plan = ExperimentPlan.load(experiment, Map.of());
    try (Connection<Void> connection = brokers.connect(plan)) {
      return Waiting.on(
          connection.client().models().upToNow().runWith(Sink.seq(), connection.system()), LIMIT);
    }
  }

  /**
   * The one asked for.
   *
   * @throws CommandFailure if it is not kept, or must not be used
   */
  Arrived one() {
    List<ModelArrival> kept = all();
    ModelArrival found =
        kept.stream()
            .filter(model -> version == null || model.version() == version)
            .reduce(ModelOptions::better)
            .orElseThrow(() -> new CommandFailure(missing(kept)));
    if (found instanceof ModelArrival.Refused refused) {
      throw new CommandFailure(
          "model %d must not be used: %s".formatted(refused.version(), refused.cause()));
    }
    return (Arrived) found;
  }

  /** The newer one, unless only the older may serve: what inference serves. */
  private static ModelArrival better(ModelArrival older, ModelArrival newer) {
    return serves(newer) || !serves(older) ? newer : older;
  }

  private static boolean serves(ModelArrival arrival) {
    return arrival instanceof Arrived model && model.snapshot().promoted();
  }

  private String missing(List<ModelArrival> kept) {
    return kept.isEmpty()
        ? "expected a model of %s, none is published yet".formatted(experiment)
        : "expected one of the versions %s of %s, got %s"
            .formatted(kept.stream().map(ModelArrival::version).toList(), experiment, version);
  }
}
