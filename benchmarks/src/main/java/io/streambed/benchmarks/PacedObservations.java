package io.streambed.benchmarks;

import io.streambed.app.node.Node;
import io.streambed.app.node.Waiting;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.topics.Topic;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Control;
import io.streambed.topics.publish.Publisher;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Sends one observation after another at a fixed rate, whether or not the ones before are answered.
 * A latency counts from when the observation was due, so a stall that holds the sender up counts
 * for all that it holds up (no coordinated omission).
 *
 * @param data what is observed each time
 * @param samples asked for
 * @param deadline of each
 * @param perSecond the rate
 */
record PacedObservations(Data data, int samples, Duration deadline, double perSecond) {
  private static final Duration MARGIN = Duration.ofSeconds(60);

  /**
   * Sends {@code count} and waits for their answers.
   *
   * @param loop what goes on beside, part of the observations' names
   * @throws IllegalStateException if some are not answered
   */
  Latency measure(Node node, String loop, int count) {
    TopicClient client = node.client();
    Topic<io.streambed.science.Posterior> posteriors = client.topics().posteriors();
    Answers answers = new Answers(count);
    Control listening =
        client
            .intake()
            .assigned(posteriors, Waiting.on(client.admin().endOffsets(posteriors), MARGIN))
            .toMat(Sink.foreach(answers::take), Keep.left())
            .run(node.system());
    try {
      send(client.publisher(client.topics().observations()), answers, loop, count);
      Waiting.on(answers.all(), deadline.plus(MARGIN));
      return answers.latency(loop);
    } catch (IllegalStateException late) {
      throw new IllegalStateException(
          "expected %d posteriors, got these, is the rate too high?%n%s%n%s"
              .formatted(count, Latency.heading(), answers.latency(loop)),
          late);
    } finally {
      Waiting.on(listening.drain(), MARGIN);
    }
  }

  private void send(Publisher<Observation> publisher, Answers answers, String loop, int count) {
    long interval = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    long start = System.nanoTime() + interval;
    String run = loop.replace(' ', '-') + "-" + Instant.now().toEpochMilli();
    for (int i = 0; i < count; i++) {
      long due = start + i * interval;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      Observation observation =
          new Observation(run + "-" + i, "sensor-" + i % 8, data, Instant.now(), samples, deadline);
      answers.expect(observation.id(), due);
      var sent = publisher.publish(observation);
      if (i == count - 1) {
        Waiting.on(sent, MARGIN);
      }
    }
  }
}
