package io.streambed.topics.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.topics.BrokerException;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Position;
import io.streambed.topics.TopicLayout.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProducerLaneTest {

  /** Fifteen times as long as the producer itself waits. */
  @Test
  void aFirstRecordWaitsWhileNoBrokerAnswersAndFailsOnceTheLaneIsClosed() throws Exception {
    ProducerLane lane = new ProducerLane(settings(closedPort()), Pace.PROMPT);
    CompletableFuture<Position> sent =
        lane.send(List.of(new ProducerRecord<>("x.runs", new byte[1])));
    assertThrows(TimeoutException.class, () -> sent.get(1500, TimeUnit.MILLISECONDS));
    assertEquals(1, lane.unacknowledged());
    lane.close(Duration.ofSeconds(5)).get();
    ExecutionException failure = assertThrows(ExecutionException.class, sent::get);
    assertInstanceOf(BrokerException.class, failure.getCause());
  }

  private static KafkaSettings settings(int port) {
    return new KafkaSettings(
        "127.0.0.1:" + port, 1, "test", Optional.empty(), Map.of("max.block.ms", "100"));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
