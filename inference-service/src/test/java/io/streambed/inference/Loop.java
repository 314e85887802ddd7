package io.streambed.inference;

import static org.apache.kafka.clients.admin.AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG;

import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.topics.Codec;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.GroupRole;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Position;
import io.streambed.topics.Telemetry;
import io.streambed.topics.Topic;
import io.streambed.topics.Topics;
import io.streambed.topics.TraceParent;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.codec.ModelRecord;
import io.streambed.topics.experiment.WindowSettings;
import io.streambed.topics.intake.Received;
import io.streambed.topics.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.util.ByteString;
import scala.concurrent.duration.FiniteDuration;

/** An embedded broker with the topics of an experiment, one who sends and one who reads answers. */
final class Loop implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PLENTY = 1_000_000;

  private final ActorTestKit kit = ActorTestKit.create();
  private final EmbeddedBroker broker;
  private final TopicClient client;
  private final Topics topics = Topics.of(SmallModels.EXPERIMENT);
  private final TestSubscriber.Probe<Posterior> posteriors;
  private final TestSubscriber.Probe<DeadLetter> deadLetters;
  private final TestSubscriber.Probe<Telemetry> telemetry;

  private Loop(Path directory, Tracing tracing) {
    broker = EmbeddedBroker.start(new EmbeddedBrokerSettings(directory, 0));
    client =
        TopicClient.open(
            kit.system(), KafkaSettings.local(broker.bootstrapServers(), "test"), topics, tracing);
    await(client.admin().create(topics.all()));
    posteriors = read(topics.posteriors());
    deadLetters = read(topics.deadLetters());
    telemetry = read(topics.telemetry());
  }

  static Loop start(Path directory) {
    return start(directory, Tracing.OFF);
  }

  /** The same, whose steps are told to {@code tracing}. */
  static Loop start(Path directory, Tracing tracing) {
    return new Loop(directory, tracing);
  }

  ActorRef<InferenceGuardian.Command> startService() {
    return startService(SmallModels.settings(2));
  }

  /** One that keeps sessions. */
  ActorRef<InferenceGuardian.Command> startService(SessionSettings sessions) {
    return startService(SmallModels.settings(2, sessions));
  }

  /** The same, of this kind of delivery. */
  ActorRef<InferenceGuardian.Command> startService(
      SessionSettings sessions, DeliverySettings.Kind delivery) {
    return startService(SmallModels.settings(2, sessions, delivery));
  }

  /** One that makes windows of readings. */
  ActorRef<InferenceGuardian.Command> startService(WindowSettings windows) {
    return startService(
        SmallModels.settings(
            2,
            SmallSessions.settings(SessionSettings.Kind.NONE, 1, 4),
            DeliverySettings.Kind.AT_LEAST_ONCE,
            windows));
  }

  private ActorRef<InferenceGuardian.Command> startService(InferenceSettings settings) {
    return kit.spawn(InferenceGuardian.create(SmallModels.contract(), settings, client));
  }

  /** Lets the next service read all observations once more; none may run. */
  void rewind() {
    rewind(topics.observations(), GroupRole.INFERENCE);
  }

  /** Lets the next of {@code role} read all of {@code topic} once more. */
  void rewind(Topic<?> topic, String role) {
    Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
    for (int partition = 0; partition < topic.layout().partitions(); partition++) {
      beginning.put(new TopicPartition(topic.name(), partition), new OffsetAndMetadata(0));
    }
    try (Admin admin = Admin.create(Map.of(BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
      String group = topic.group(role);
      await(admin.alterConsumerGroupOffsets(group, beginning).all().toCompletionStage());
    }
  }

  /** Ends the actor at {@code path} below {@code service}, unasked. */
  void kill(ActorRef<?> service, String path) {
    String child = service.path().toSerializationFormat().replaceAll("#.*", "") + "/" + path;
    ActorRef<Object> actor = ActorRefResolver.get(kit.system()).resolveActorRef(child);
    Adapter.toClassic(actor)
        .tell(PoisonPill.getInstance(), org.apache.pekko.actor.ActorRef.noSender());
  }

  <T> TestProbe<T> probe() {
    return kit.createTestProbe();
  }

  void publish(ModelSnapshot snapshot) {
    await(client.modelPublisher(client.publisher(client.topics().models())).publish(snapshot));
  }

  /** Publishes a whole model whose manifest announces the hash of other bytes. */
  void publishTampered(ModelSnapshot snapshot) {
    var records = client.publisher(topics.models());
    byte[] other = "no weights at all".getBytes(StandardCharsets.UTF_8);
    long version = snapshot.provenance().version();
    await(records.publish(new ModelRecord.Chunk(version, 0, 0, ByteString.fromArrayUnsafe(other))));
    await(
        records.publish(
            new ModelRecord.Manifest(
                0,
                1,
                other.length,
                "0".repeat(64),
                snapshot.provenance(),
                snapshot.estimator(),
                snapshot.prior(),
                snapshot.proposal(),
                snapshot.dataShape(),
                snapshot.calibration(),
                null)));
  }

  /** Sends it without waiting for the acknowledgement. */
  void send(Observation observation) {
    var unused = client.publisher(topics.observations()).publish(observation);
  }

  Position observe(Observation observation) {
    return send(topics.observations(), observation);
  }

  /** Sends {@code value} to {@code topic}. */
  <T> Position send(Topic<T> topic, T value) {
    return await(client.publisher(topic).publish(value));
  }

  /** The value of its record. */
  byte[] bytes(Posterior posterior) {
    return topics.posteriors().codec().encode(posterior);
  }

  /** Sends {@code text} as it is to the topic of observations. */
  Position send(String text) {
    Topic<Observation> topic = topics.observations();
    Topic<String> raw =
        new Topic<>(
            topic.name(), topic.type(), topic.layout(), new Text(), any -> "sensor", any -> "text");
    return await(client.publisher(raw).publish(text));
  }

  /** The next posterior that is published. */
  Posterior posterior() {
    return next(posteriors);
  }

  /** The trace of the first posterior that was published. */
  TraceParent posteriorTrace() {
    return await(client.intake().upToNow(topics.posteriors()).runWith(Sink.head(), kit.system()))
        .trace();
  }

  /** The next dead letter that is published. */
  DeadLetter deadLetter() {
    return next(deadLetters);
  }

  /** The first report of the service in which {@code figure} is {@code value}. */
  Telemetry telemetryUntil(String figure, double value) {
    while (true) {
      Telemetry report = next(telemetry);
      if (Double.valueOf(value).equals(report.figures().get(figure))) {
        return report;
      }
    }
  }

  /** No answer comes within a second. */
  void expectNothingMore() {
    posteriors.expectNoMessage(Duration.ofSeconds(1));
    deadLetters.expectNoMessage(Duration.ZERO);
  }

  @Override
  public void close() {
    posteriors.cancel();
    deadLetters.cancel();
    telemetry.cancel();
    await(client.close(PATIENCE));
    kit.shutdownTestKit();
    broker.close();
  }

  /** What {@code topic} holds and will hold. */
  <T> TestSubscriber.Probe<T> read(Topic<T> topic) {
    TestSubscriber.Probe<T> probe =
        client
            .intake()
            .assigned(topic, Map.of())
            .map(received -> ((Received.Decoded<T>) received).value())
            .toMat(TestSink.create(kit.system()), Keep.right())
            .run(kit.system());
    return probe.ensureSubscription().request(PLENTY);
  }

  static <T> T next(TestSubscriber.Probe<T> probe) {
    return probe.expectNext(FiniteDuration.fromNanos(PATIENCE.toNanos()));
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Texts as they are. */
  private static final class Text implements Codec<String> {
    @Override
    public byte[] encode(String value) {
      return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String decode(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
