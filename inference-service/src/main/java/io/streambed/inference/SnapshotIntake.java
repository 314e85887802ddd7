package io.streambed.inference;

import io.streambed.inference.PosteriorServer.Adopt;
import io.streambed.science.Verdict;
import io.streambed.topics.model.ModelArrival;
import io.streambed.topics.model.ModelArrival.Arrived;
import io.streambed.topics.model.ModelArrival.Refused;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * models -> PosteriorServer -> what became of each.
 *
 * <p>In the order of publication. A model that was not promoted is not offered; that, and that the
 * intake or the server refuses one, is an outcome like any other and ends nothing.
 */
final class SnapshotIntake {
  /** Models offered at a time, so that the server can pass over those that a newer one follows. */
  private static final int OFFERED = 8;

  /** Longest that the server may take over so many models before it is taken for dead. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private SnapshotIntake() {}

  /** One {@link Adoption} for each arrival. */
  static Flow<ModelArrival, Adoption, NotUsed> flow(
      ActorRef<PosteriorServer.Command> server, Scheduler scheduler) {
    return Flow.<ModelArrival>create()
        .mapAsync(OFFERED, arrival -> offer(arrival, server, scheduler))
        .named("model-to-server");
  }

  private static CompletionStage<Adoption> offer(
      ModelArrival arrival, ActorRef<PosteriorServer.Command> server, Scheduler scheduler) {
    if (arrival instanceof Arrived arrived) {
      Verdict verdict = arrived.snapshot().verdict();
      if (verdict != null && !verdict.promoted()) {
        return CompletableFuture.completedFuture(
            new Adoption.PassedOver(arrived.version(), verdict));
      }
      return AskPattern.ask(
          server, replyTo -> new Adopt(arrived.snapshot(), replyTo), PATIENCE, scheduler);
    }
    Refused refused = (Refused) arrival;
    return CompletableFuture.completedFuture(
        new Adoption.Refused(refused.version(), refused.cause()));
  }
}
