package io.streambed.inference.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.topics.DeadLetter;
import io.streambed.topics.DeadLetter.Fate;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** Of each kind three are remembered; the letter n is that of offset n of the observations. */
class LetterMemoryTest {
  private final LetterMemory memory =
      new LetterMemory(new ViewSettings(0, 1, 1, 1, 1, 2, 1, 3, 1 << 20));

  private long records;

  @Test
  void settledLettersDoNotTakeTheRoomOfOpenOnes() {
    read(0, Fate.OPEN);
    for (int n = 1; n <= 9; n++) {
      read(n, Fate.OPEN);
      read(n, n % 2 == 0 ? Fate.REPLAYED : Fate.DROPPED);
    }
    assertEquals(1, memory.open());
    assertEquals(Fate.OPEN, memory.find(id(0)).orElseThrow().fate());
    assertEquals(Fate.REPLAYED, memory.find(id(8)).orElseThrow().fate());
    assertTrue(memory.find(id(6)).isEmpty());
    assertEquals(6, memory.earlier());
    assertEquals(4, memory.size());
    // Between 0 and 7 others were forgotten: 0 comes after these, from the topic.
    assertEquals(List.of(9L, 8L, 7L), listed());
    for (int n = 10; n <= 12; n++) {
      read(n, Fate.OPEN);
    }
    assertEquals(3, memory.open());
    assertTrue(memory.find(id(0)).isEmpty());
    assertEquals(7, memory.earlier());
  }

  @Test
  void theNewestStayInWhateverOrderTheyAreSettled() {
    for (int n = 0; n <= 4; n++) {
      read(n, Fate.OPEN);
    }
    for (int n : List.of(4, 3, 2)) {
      read(n, Fate.DROPPED);
    }
    for (int n = 5; n <= 7; n++) {
      read(n, Fate.OPEN);
    }
    read(5, Fate.DROPPED);
    assertEquals(List.of(7L, 6L, 5L, 4L, 3L), listed());
    assertEquals(3, memory.earlier());
  }

  @Test
  void whatStandsBeforeTheFirstRecordThatIsReadIsCountedAndNotPassedOver() {
    memory.begin(Map.of(0, 100L), Map.of(0, 150L));
    records = 150;
    read(1, Fate.OPEN);
    assertEquals(50, memory.earlier());
    assertEquals(List.of(1L), listed());
    memory.begin(Map.of(0, 100L), Map.of(0, 140L));
    assertEquals(50, memory.earlier(), "read before");
    memory.begin(Map.of(0, 100L), Map.of(0, 160L));
    assertEquals(59, memory.earlier(), "nine were passed over");
    assertEquals(List.of(), listed());
    records = 160;
    read(2, Fate.OPEN);
    assertEquals(List.of(2L), listed());
  }

  @Test
  void whatIsReadAgainIsNotRememberedAgain() {
    for (int n = 0; n <= 3; n++) {
      read(n, Fate.OPEN);
    }
    records = 0;
    for (int n = 0; n <= 3; n++) {
      read(n, Fate.OPEN);
    }
    assertEquals(List.of(3L, 2L, 1L), listed());
    assertEquals(1, memory.earlier());
    assertEquals(4, memory.read());
  }

  private static String id(long n) {
    return new Position("x.observations", 0, n).toString();
  }

  private List<Long> listed() {
    return memory.newestFirst().stream().map(letter -> letter.origin().offset()).toList();
  }

  private void read(long n, Fate fate) {
    DeadLetter letter = Told.letter(n, fate);
    Position place = new Position("x.dead-letters", 0, records++);
    memory.add(letter, new Raw(place, "s", ByteString.emptyByteString(), Instant.EPOCH, Map.of()));
  }
}
