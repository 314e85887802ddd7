package io.streambed.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.topics.DeadLetter.Stage;
import io.streambed.topics.codec.Codecs;
import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  @Test
  void ofALongCauseTheBeginningIsKept() {
    DeadLetter letter = DeadLetter.of(raw("k", 4), Stage.TASK_PUT, "x".repeat(1_000_000));
    assertEquals("x".repeat(2000), letter.cause());
    assertEquals(4, letter.value().size());
    assertTrue(letter.isWhole());
  }

  @Test
  void ofALargeRecordTheBeginningIsKeptAndTheCauseSaysSo() {
    DeadLetter letter = DeadLetter.of(raw("k".repeat(5000), 1_000_000), Stage.TASK_PUT, "spoilt");
    assertEquals("spoilt (the first 921600 of 1000000 bytes are kept)", letter.cause());
    assertEquals(921_600, letter.value().size());
    assertEquals(1024, letter.key().length());
    assertFalse(letter.isWhole());
  }

  @Test
  void whatBecameOfADeadLetterTravelsWithoutItsBytes() {
    DeadLetter settled =
        new DeadLetter(
                new Position("x.observations", 3, 17),
                Stage.TASK_PUT,
                "too many samples",
                "pelts",
                ByteString.fromString("bytes"))
            .settled(DeadLetter.Fate.DROPPED);
    Codec<DeadLetter> codec = Codecs.deadLetters();
    Raw raw =
        new Raw(
            new Position("x.dead-letters", 0, 1),
            "pelts",
            ByteString.fromArray(codec.encode(settled)),
            Nouns.TIME,
            codec.headers(settled));
    assertEquals(settled, codec.decode(raw));
    assertEquals(0, raw.value().size());
    assertEquals("DROPPED", raw.headers().get("streambed.fate"));
  }

  private static Raw raw(String key, int bytes) {
    ByteString value = ByteString.fromArray(new byte[bytes]);
    return new Raw(new Position("x.observations", 0, 0), key, value, Nouns.TIME, Map.of());
  }
}
