package io.streambed.topics.model;

import io.streambed.topics.Topic;
import io.streambed.topics.admin.TopicAdmin;
import io.streambed.topics.codec.ModelRecord;
import io.streambed.topics.intake.Control;
import io.streambed.topics.intake.Intake;
import io.streambed.topics.intake.Received;
import io.streambed.topics.model.ModelArrival.Arrived;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/**
 * Reads the models topic. A model arrives only when it is whole and its bytes give the announced
 * hash; whatever else is published is refused with its cause, and reading goes on.
 */
public final class ModelIntake {
  private final Topic<ModelRecord> topic;
  private final Intake intake;
  private final TopicAdmin admin;

  /**
   * @param topic of the models
   * @param admin asked where it ends; stays open
   */
  public ModelIntake(Topic<ModelRecord> topic, Intake intake, TopicAdmin admin) {
    this.topic = topic;
    this.intake = intake;
    this.admin = admin;
  }

  /** models -> every model that is kept, oldest first, then each as it is published. */
  public Source<ModelArrival, Control> all() {
    return intake.assigned(topic, Map.of()).via(assembly());
  }

  /**
   * models -> the newest model that may serve, what came after it, then each as it is published. Of
   * those before it nothing is said.
   */
  public Source<ModelArrival, Control> newest() {
    return Intake.restarting(
        "Finding the newest model of " + topic.name(),
        () ->
            admin
                .beginningOffsets(topic)
                .thenCombine(
                    admin.endOffsets(topic),
                    (beginnings, ends) -> newest(beginnings.get(0), ends.get(0))));
  }

  /** models -> every model that is kept, then completes. */
  public Source<ModelArrival, NotUsed> upToNow() {
    return intake.upToNow(topic).via(assembly());
  }

  /** models -> one element: the newest model there is that may serve, if any. */
  public Source<Optional<Arrived>, NotUsed> serving() {
    return upToNow()
        .fold(
            Optional.empty(),
            (newest, arrival) ->
                arrival instanceof Arrived model && model.snapshot().promoted()
                    ? Optional.of(model)
                    : newest);
  }

  private Source<ModelArrival, Control> newest(@Nullable Long beginning, @Nullable Long end) {
    long from = beginning == null ? 0 : beginning;
    long to = end == null ? 0 : end;
    return intake
        .assigned(topic, Map.of())
        .statefulMapConcat(
            () -> {
              ModelAssembly assembly = new ModelAssembly();
              NewestFirst newest = new NewestFirst(from, to);
              return received -> newest.pass(received.position(), assembly.accept(received));
            });
  }

  private static Flow<Received<ModelRecord>, ModelArrival, NotUsed> assembly() {
    return Flow.<Received<ModelRecord>>create()
        .statefulMapConcat(
            () -> {
              ModelAssembly assembly = new ModelAssembly();
              return received -> assembly.accept(received).stream().toList();
            })
        .named("model-assembly");
  }
}
