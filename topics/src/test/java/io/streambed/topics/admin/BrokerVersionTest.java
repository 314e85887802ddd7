package io.streambed.topics.admin;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.topics.BrokerException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BrokerVersionTest {

  @Test
  void brokersOfFourZeroAndNewerWillDo() {
    assertDoesNotThrow(() -> BrokerVersion.require("kafka:9092", OptionalInt.of(22)));
    assertDoesNotThrow(() -> BrokerVersion.require("kafka:9092", OptionalInt.of(30)));
  }

  @Test
  void brokersOfThreeNineAreRefusedAndTheErrorSaysWhatWasFound() {
    assertEquals(
        "expected brokers of Kafka 4.0 or newer at kafka:9092 (which know metadata.version 22), found 21",
        refusal(OptionalInt.of(21)));
  }

  @Test
  void brokersThatNameNoVersionAreRefused() {
    assertEquals(
        "expected brokers of Kafka 4.0 or newer at kafka:9092 (which know metadata.version 22), found none, as before 3.3 or on ZooKeeper",
        refusal(OptionalInt.empty()));
  }

  private static String refusal(OptionalInt level) {
    return String.valueOf(
        assertThrows(BrokerException.class, () -> BrokerVersion.require("kafka:9092", level))
            .getMessage());
  }
}
