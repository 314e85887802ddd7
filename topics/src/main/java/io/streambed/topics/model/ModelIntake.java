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
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;

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
        () -> admin.beginningOffsets(topic).thenCombine(admin.stableOffsets(topic), this::newest));
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

  /** models -> one element: what stands on the topic, for whoever is to publish more. */
  public Source<ModelShelf, NotUsed> shelf() {
    return upToNow().fold(ModelShelf.EMPTY, ModelShelf::plus);
  }

  /**
   * All of the past, a mark where it ends, and what comes then: offsets do not tell where that is.
   */
  private Source<ModelArrival, Control> newest(
      Map<Integer, Long> beginnings, Map<Integer, Long> ends) {
    return intake
        .between(topic, beginnings, ends)
        .map(Optional::of)
        .concat(Source.single(Optional.empty()))
        .concatMat(intake.assigned(topic, ends).map(Optional::of), Keep.right())
        .statefulMapConcat(
            () -> {
              ModelAssembly assembly = new ModelAssembly();
              NewestFirst newest = new NewestFirst();
              return received ->
                  received.isPresent()
                      ? newest.pass(assembly.accept(received.get()))
                      : newest.release();
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
