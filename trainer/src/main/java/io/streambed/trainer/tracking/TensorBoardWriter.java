package io.streambed.trainer.tracking;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * Writes reports to TensorBoard's event files, on a thread that may block. A file that cannot be
 * written costs points, counted in the log, and nothing else.
 */
public final class TensorBoardWriter extends AbstractBehavior<Report> {
  private final Path folder;
  private final Points points = new Points();
  private @Nullable EventFile file;
  private long lost;

  /**
   * @param folder of one training's event files
   */
  public static Behavior<Report> create(Path folder) {
    return Behaviors.setup(context -> new TensorBoardWriter(context, folder));
  }

  private TensorBoardWriter(ActorContext<Report> context, Path folder) {
    super(context);
    this.folder = folder;
  }

  @Override
  public Receive<Report> createReceive() {
    return newReceiveBuilder()
        .onMessage(Report.class, this::onReport)
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  private Behavior<Report> onReport(Report report) {
    var fresh = points.of(report);
    try {
      EventFile open = file;
      if (open == null) {
        open = EventFile.begin(folder, Instant.now(), start(report));
        file = open;
      }
      open.append(fresh);
      if (lost > 0) {
        getContext()
            .getLog()
            .info("event files in {} are written again, {} points were lost", folder, lost);
        lost = 0;
      }
    } catch (IOException problem) {
      if (lost == 0) {
        getContext()
            .getLog()
            .warn(
                "no event file can be written in {}, training goes on: {}",
                folder,
                problem.toString());
      }
      lost += Math.max(1, fresh.size());
      close();
    }
    return this;
  }

  /**
   * Where this session goes on: at the checkpoint that the trainer began from, behind which the one
   * before may have come further, and at which a model may be published again.
   */
  private static long start(Report report) {
    if (report instanceof Report.Measured measured) {
      double saved = measured.telemetry().figures().getOrDefault("checkpoint_steps", 0.0);
      return Math.min((long) saved, Points.step(measured.telemetry()));
    }
    return ((Report.Published) report).model().provenance().step();
  }

  private Behavior<Report> onPostStop() {
    close();
    return this;
  }

  private void close() {
    EventFile open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException problem) {
        getContext()
            .getLog()
            .warn("an event file in {} was not closed: {}", folder, problem.toString());
      }
    }
  }
}
