package io.streambed.benchmarks;

import io.streambed.app.node.Node;
import io.streambed.app.node.Waiting;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.topics.Topic;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Control;
import io.streambed.topics.publish.Publisher;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Sends observations of some sensors in turn, at a fixed rate or as fast as they are answered.
 *
 * <p>At a fixed rate it sends whether or not the ones before are answered, and a latency counts
 * from when the observation was due, so a stall that holds the sender up counts for all that it
 * holds up (no coordinated omission).
 *
 * @param data what is observed each time
 * @param samples asked for
 * @param deadline of each
 * @param sensor name of the sensor that sends the i-th
 */
record PacedObservations(Data data, int samples, Duration deadline, IntFunction<String> sensor) {
  private static final Duration MARGIN = Duration.ofSeconds(60);

  /** Unanswered at a time where the answers set the pace. */
  private static final int IN_FLIGHT = 64;

  /** When the i-th may be sent; waits until then. */
  @FunctionalInterface
  private interface Pace {
    /** A reading of {@link System#nanoTime} at which it was due. */
    long await(int i) throws InterruptedException;
  }

  /**
   * Sends {@code count} at {@code perSecond} and waits for their answers.
   *
   * @param loop what goes on beside, part of the observations' names
   * @throws IllegalStateException if some are not answered
   */
  Latency atRate(Node node, String loop, double perSecond, int count) {
    long interval = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    Pace pace =
        i -> {
          long due = start + i * interval;
          while (System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
          }
          return due;
        };
    return measure(node, new Answers(count, () -> {}), pace, loop, perSecond, count);
  }

  /** Sends {@code count}, the next one when an earlier one is answered: the highest rate. */
  Latency atMost(Node node, String loop, int count) {
    Semaphore free = new Semaphore(IN_FLIGHT);
    Pace pace =
        i -> {
          free.acquire();
          return System.nanoTime();
        };
    return measure(node, new Answers(count, free::release), pace, loop, 0, count);
  }

  private Latency measure(
      Node node, Answers answers, Pace pace, String loop, double perSecond, int count) {
    TopicClient client = node.client();
    Topic<Posterior> posteriors = client.topics().posteriors();
    Control listening =
        client
            .intake()
            .assigned(posteriors, Waiting.on(client.admin().endOffsets(posteriors), MARGIN))
            .toMat(Sink.foreach(answers::take), Keep.left())
            .run(node.system());
    try {
      send(client.publisher(client.topics().observations()), answers, pace, loop, count);
      Waiting.on(answers.all(), deadline.plus(MARGIN));
      return answers.latency(loop, perSecond);
    } catch (IllegalStateException late) {
      throw new IllegalStateException(
          "expected %d posteriors, got these, is the rate too high?%n%s%n%s"
              .formatted(count, Latency.heading(), answers.latency(loop, perSecond)),
          late);
    } finally {
      Waiting.on(listening.drain(), MARGIN);
    }
  }

  private void send(
      Publisher<Observation> publisher, Answers answers, Pace pace, String loop, int count) {
    String run = loop.replace(' ', '-') + "-" + Instant.now().toEpochMilli();
    for (int i = 0; i < count; i++) {
      long due = awaited(pace, i);
      Observation observation =
          new Observation(run + "-" + i, sensor.apply(i), data, Instant.now(), samples, deadline);
      answers.expect(observation.id(), due);
      var sent = publisher.publish(observation);
      if (i == count - 1) {
        Waiting.on(sent, MARGIN);
      }
    }
  }

  private static long awaited(Pace pace, int i) {
    try {
      return pace.await(i);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it sent observations", stopped);
    }
  }
}
