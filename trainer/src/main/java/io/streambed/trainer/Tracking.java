package io.streambed.trainer;

import io.streambed.science.ModelSnapshot;
import io.streambed.topics.Telemetry;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.model.PublishedModel;
import io.streambed.trainer.TrainerSettings.Checkpoints;
import io.streambed.trainer.tracking.MlflowReporter;
import io.streambed.trainer.tracking.Report;
import io.streambed.trainer.tracking.TensorBoardWriter;
import io.streambed.trainer.tracking.TrackingSettings;
import io.streambed.trainer.tracking.TrainingFacts;
import io.streambed.trainer.tracking.TrainingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Tells trackers what goes to the topics. Telling never waits, and nothing comes back. */
final class Tracking {
  private final List<Consumer<Report>> trackers;

  private Tracking(List<Consumer<Report>> trackers) {
    this.trackers = List.copyOf(trackers);
  }

  /** Spawns the trackers that are asked for, as children that end with their parent. */
  static Tracking begin(
      ExperimentSettings experiment, TrainerSettings trainer, ActorContext<?> context) {
    TrackingSettings settings = trainer.tracking();
    List<Consumer<Report>> trackers = new ArrayList<>();
    settings
        .tensorBoard()
        .ifPresent(
            folder ->
                trackers.add(
                    context.spawn(
                            TensorBoardWriter.create(folder.resolve(experiment.name())),
                            "tensorboard",
                            DispatcherSelector.blocking())
                        ::tell));
    settings
        .mlflow()
        .ifPresent(
            server -> {
              ActorRef<MlflowReporter.Command> reporter =
                  context.spawn(
                      MlflowReporter.create(server, facts(experiment, trainer)),
                      "mlflow",
                      DispatcherSelector.blocking());
              trackers.add(report -> reporter.tell(new MlflowReporter.Tell(report)));
            });
    return new Tracking(trackers);
  }

  /** What trackers are told of the training as a whole. */
  static TrainingFacts facts(ExperimentSettings experiment, TrainerSettings trainer) {
    Map<String, String> tags = new TreeMap<>();
    tags.put("seed", Long.toString(experiment.seed()));
    tags.put("simulator", experiment.simulator().name() + " " + experiment.simulator().version());
    tags.put("java", System.getProperty("java.version"));
    tags.put("mlflow.note.content", experiment.title());
    String version = Tracking.class.getPackage().getImplementationVersion();
    if (version != null) {
      tags.put("streambed", version);
    }
    Map<String, String> parameters = ExperimentFingerprint.of(experiment, trainer).parts();
    String training =
        trainer.checkpoint().store() == Checkpoints.Store.TOPIC
            ? TrainingId.of(experiment.name(), parameters)
            : TrainingId.in(trainer.checkpoint().directory());
    return new TrainingFacts(experiment.name(), training, parameters, tags);
  }

  /** The same outlets, with trackers that listen. */
  Outlets heard(Outlets outlets) {
    return trackers.isEmpty()
        ? outlets
        : new Outlets(outlets.runs(), models(outlets.models()), telemetry(outlets.telemetry()));
  }

  private Outlet<ModelSnapshot> models(Outlet<ModelSnapshot> models) {
    return model ->
        models
            .publish(model)
            .thenApply(
                published -> {
                  String hash = published instanceof PublishedModel known ? known.sha256() : "";
                  tell(new Report.Published(model, hash));
                  return published;
                });
  }

  private Outlet<Telemetry> telemetry(Outlet<Telemetry> telemetry) {
    return report -> {
      tell(new Report.Measured(report));
      return telemetry.publish(report);
    };
  }

  private void tell(Report report) {
    trackers.forEach(tracker -> tracker.accept(report));
  }
}
