package io.streambed.topics.client;

import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topic;
import io.streambed.topics.Topics;
import io.streambed.topics.admin.TopicAdmin;
import io.streambed.topics.checkpoint.CheckpointIntake;
import io.streambed.topics.codec.ModelRecord;
import io.streambed.topics.intake.Intake;
import io.streambed.topics.model.ModelIntake;
import io.streambed.topics.model.ModelPublisher;
import io.streambed.topics.publish.Producers;
import io.streambed.topics.publish.Publisher;
import io.streambed.topics.publish.SoleWriter;
import io.streambed.topics.trace.Tracing;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.stream.javadsl.Sink;

/** This process's one client of an experiment's topics: it shares producers and admin client. */
public final class TopicClient {
  private final KafkaSettings settings;
  private final Topics topics;
  private final TopicAdmin admin;
  private final Producers producers;
  private final Intake intake;
  private final ClassicActorSystemProvider system;
  private final BrokerWatch watch;

  private TopicClient(
      ClassicActorSystemProvider system,
      KafkaSettings settings,
      Topics topics,
      TopicAdmin admin,
      Tracing tracing) {
    this.settings = settings;
    this.topics = topics;
    this.admin = admin;
    this.system = system;
    producers = Producers.open(settings, tracing);
    intake = new Intake(system, settings, admin, tracing);
    watch = BrokerWatch.start(admin, settings.bootstrapServers());
  }

  /**
   * Connects in the background; ask {@code admin().check(limit)} to know whether a broker answers.
   */
  public static TopicClient open(
      ClassicActorSystemProvider system, KafkaSettings settings, Topics topics) {
    return open(system, settings, topics, Tracing.OFF);
  }

  /**
   * As the other.
   *
   * @param tracing told of the way from observations to posteriors
   */
  public static TopicClient open(
      ClassicActorSystemProvider system, KafkaSettings settings, Topics topics, Tracing tracing) {
    return new TopicClient(system, settings, topics, TopicAdmin.connect(settings), tracing);
  }

  /** How the brokers are reached. */
  public KafkaSettings settings() {
    return settings;
  }

  /** The experiment's topics. */
  public Topics topics() {
    return topics;
  }

  /** Creates, describes and compares them. */
  public TopicAdmin admin() {
    return admin;
  }

  /** Reads any topic of the experiment but {@code models}. */
  public Intake intake() {
    return intake;
  }

  /** Reads models. */
  public ModelIntake models() {
    return new ModelIntake(topics.models(), intake, admin);
  }

  /** Writes to {@code topic}; cheap, all publishers share the producers. */
  public <T> Publisher<T> publisher(Topic<T> topic) {
    return producers.publisher(topic);
  }

  /**
   * Opens the writer of {@code role}, of which there is one in the whole experiment; to be closed
   * by whoever opened it.
   */
  public SoleWriter soleWriter(String role) {
    return SoleWriter.open(settings, topics.writer(role));
  }

  /** Writes models by {@code publisher}. */
  public ModelPublisher modelPublisher(Publisher<ModelRecord> publisher) {
    return new ModelPublisher(publisher, () -> models().shelf().runWith(Sink.head(), system));
  }

  /** Reads checkpoints. */
  public CheckpointIntake checkpoints() {
    return new CheckpointIntake(topics.checkpoints(), intake, admin, system);
  }

  /** How long no broker has answered; zero while one does. Asked every few seconds. */
  public Duration outage() {
    return watch.outage();
  }

  /** Records that were published and are not acknowledged yet. */
  public int unacknowledged() {
    return producers.unacknowledged();
  }

  /**
   * Sends what was published, then closes; end the streams before. What is not acknowledged within
   * {@code limit} fails.
   */
  public CompletionStage<Done> close(Duration limit) {
    watch.close();
    return producers
        .close(limit)
        .thenApply(
            done -> {
              admin.close();
              return done;
            });
  }
}
