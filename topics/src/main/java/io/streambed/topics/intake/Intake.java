package io.streambed.topics.intake;

import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topic;
import io.streambed.topics.admin.TopicAdmin;
import io.streambed.topics.trace.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.kafka.AutoSubscription;
import org.apache.pekko.kafka.CommitterSettings;
import org.apache.pekko.kafka.ConsumerMessage.CommittableOffset;
import org.apache.pekko.kafka.Subscriptions;
import org.apache.pekko.kafka.javadsl.Committer;
import org.apache.pekko.kafka.javadsl.Consumer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics. What cannot be decoded arrives as {@link Received.Undecodable}; it never ends a
 * stream. Every method gives a graph that reads once it is run.
 */
public final class Intake {
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(500);

  private final ClassicActorSystemProvider system;
  private final KafkaSettings settings;
  private final TopicAdmin admin;
  private final Tracing tracing;

  /**
   * @param admin asked where topics begin and end; stays open
   * @param tracing told of what groups read
   */
  public Intake(
      ClassicActorSystemProvider system,
      KafkaSettings settings,
      TopicAdmin admin,
      Tracing tracing) {
    this.system = system;
    this.settings = settings;
    this.admin = admin;
    this.tracing = tracing;
  }

  /**
   * topic -> {@code work} -> commit. At least once: what was not committed is read again after a
   * failure, by this member or another one. All of it starts again with backoff when it fails.
   *
   * @param role whose processes share the partitions, such as "simulators"
   * @param work emits the receipt of every record that it has finished with, in the order of the
   *     records; it should turn what is wrong with a record into a dead letter and not fail
   * @return emits after every commit, for watching
   */
  public <T> Source<Done, Control> committed(
      Topic<T> topic, String role, Flow<Received<T>, Receipt, ?> work) {
    return committed(topic, Subscriptions.topics(topic.name()), role, work);
  }

  /**
   * The same.
   *
   * @param assignments told of the partitions that this member gets and loses
   */
  public <T> Source<Done, Control> committed(
      Topic<T> topic, String role, Flow<Received<T>, Receipt, ?> work, Assignments assignments) {
    return committed(
        topic,
        Subscriptions.topics(topic.name())
            .withPartitionAssignmentHandler(new AssignmentHandler(assignments)),
        role,
        work);
  }

  /**
   * topic -> {@code work} -> one transaction of what comes of the records and their offsets.
   * Exactly once for readers of committed records: what was not committed is read again, and nobody
   * sees what had come of it. All of it starts again with backoff when it fails.
   *
   * @param role whose processes share the partitions
   * @param work emits the outcome of every record, in the order of each partition
   * @param assignments told of the partitions that this member gets and loses; of one that moves
   *     once what was in hand of it is committed
   * @param interval least time between two commits
   * @return emits when a record's outcome is there, not committed yet, for watching
   */
  public <T> Source<Done, Control> exactlyOnce(
      Topic<T> topic,
      String role,
      Flow<Received<T>, Outcome, ?> work,
      Assignments assignments,
      Duration interval) {
    String group = topic.group(role);
    String id = group + "-" + settings.instance().orElse(UUID.randomUUID().toString());
    return Restarting.source(
        "Group %s on %s, exactly once,".formatted(group, topic.name()),
        () -> {
          TransactionalMember<T> member =
              new TransactionalMember<>(settings, topic, role, interval, id, assignments, tracing);
          return Source.<Received<T>>queue(TransactionalMember.IN_HAND)
              .mapMaterializedValue(member::begin)
              .via(work)
              .map(member::finished)
              .watchTermination(
                  (control, ended) -> {
                    ended.whenComplete((done, failure) -> member.ended());
                    return control;
                  });
        },
        failure -> false);
  }

  private <T> Source<Done, Control> committed(
      Topic<T> topic,
      AutoSubscription subscription,
      String role,
      Flow<Received<T>, Receipt, ?> work) {
    return Restarting.source(
        "Group %s on %s".formatted(topic.group(role), topic.name()),
        () ->
            Consumer.committableSource(
                    ConsumerProperties.member(system, settings, topic, topic.group(role)),
                    subscription)
                .map(
                    message ->
                        Decoding.of(
                            topic,
                            message.record(),
                            Optional.of(message.committableOffset()),
                            tracing))
                .via(work)
                .map(Receipt::finished)
                .mapConcat(receipt -> receipt.committable().stream().toList())
                .via(committer())
                .watchTermination(ConsumerControl::new),
        failure -> false);
  }

  /**
   * topic -> in the order of each partition, from {@code offsets} on, without a group. Nothing is
   * skipped or repeated, restarts at the brokers included. Fails with BrokerException when records
   * at these offsets are gone.
   *
   * @param offsets next offset of each partition; one that is not named is read from its beginning
   */
  public <T> Source<Received<T>, Control> assigned(Topic<T> topic, Map<Integer, Long> offsets) {
    return Source.fromMaterializer(
            (materializer, attributes) -> {
              NextOffsets next = new NextOffsets(topic, offsets);
              return Restarting.<Received<T>>source(
                      "Reading " + topic.name(), () -> attempt(topic, next), LostRecords::is)
                  .map(next::passed)
                  .mapError(Throwable.class, failure -> LostRecords.explain(topic, failure));
            })
        .mapMaterializedValue(Restarting::later);
  }

  /** topic -> all that it holds when this runs, then it completes. For listings. */
  public <T> Source<Received<T>, NotUsed> upToNow(Topic<T> topic) {
    return backlog(topic, null, partition -> true);
  }

  /** The same of one partition. */
  public <T> Source<Received<T>, NotUsed> upToNow(Topic<T> topic, int partition) {
    return backlog(topic, null, number -> number == partition);
  }

  /** The same, without what was written before {@code since}. */
  public <T> Source<Received<T>, NotUsed> upToNow(Topic<T> topic, Instant since) {
    return backlog(topic, since, partition -> true);
  }

  /**
   * topic -> a stretch of it that is there, then it completes. Fails if the brokers do not answer.
   *
   * @param from offset of the first record, of each partition that is read
   * @param to offset after the last one, of the same partitions, committed
   */
  public <T> Source<Received<T>, NotUsed> between(
      Topic<T> topic, Map<Integer, Long> from, Map<Integer, Long> to) {
    return Source.unfoldResource(
            () -> BacklogReader.between(settings, topic, from, to),
            BacklogReader<T>::next,
            BacklogReader<T>::close)
        .named(topic.name() + "-stretch");
  }

  private <T> Source<Received<T>, NotUsed> backlog(
      Topic<T> topic, @Nullable Instant since, IntPredicate partitions) {
    return Source.unfoldResource(
            () -> BacklogReader.open(settings, topic, since, partitions),
            BacklogReader<T>::next,
            BacklogReader<T>::close)
        .named(topic.name() + "-backlog");
  }

  /**
   * A source that needs an answer of the brokers first; asks and starts again with backoff until it
   * has one.
   *
   * @param what for the log
   */
  public static <T> Source<T, Control> restarting(
      String what, Supplier<CompletionStage<Source<T, Control>>> source) {
    return Restarting.source(
        what,
        () -> Source.completionStageSource(source.get()).mapMaterializedValue(Restarting::later),
        failure -> false);
  }

  private <T> Source<Received<T>, Control> attempt(Topic<T> topic, NextOffsets next) {
    return Source.completionStageSource(
            admin
                .beginningOffsets(topic)
                .thenApply(
                    beginnings ->
                        Consumer.plainSource(
                                ConsumerProperties.reader(system, settings, topic),
                                Subscriptions.assignmentWithOffset(next.from(beginnings)))
                            .map(
                                consumed ->
                                    Decoding.of(topic, consumed, Optional.empty(), Tracing.OFF))
                            .<Control>watchTermination(ConsumerControl::new)))
        .mapMaterializedValue(Restarting::later);
  }

  private Flow<CommittableOffset, Done, NotUsed> committer() {
    return Committer.flow(CommitterSettings.create(system).withMaxInterval(COMMIT_INTERVAL));
  }
}
