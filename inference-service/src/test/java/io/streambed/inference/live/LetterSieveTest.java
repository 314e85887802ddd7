package io.streambed.inference.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.topics.DeadLetter;
import io.streambed.topics.DeadLetter.Fate;
import io.streambed.topics.Position;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The letter n is that of offset n of the observations; those below 5 are wanted, two of them. */
class LetterSieveTest {
  private final LetterSieve sieve = new LetterSieve(2, letter -> letter.origin().offset() < 5);
  private long records;

  @Test
  void theNewestOfTheWantedAreKeptNewestFirst() {
    for (int n = 0; n <= 7; n++) {
      pass(n, Fate.OPEN);
    }
    assertEquals(List.of("4 OPEN", "3 OPEN"), kept());
  }

  @Test
  void aMarkSaysWhatBecameOfALetterHoweverFarBehindItStands() {
    pass(1, Fate.OPEN);
    pass(2, Fate.OPEN);
    pass(3, Fate.OPEN);
    pass(9, Fate.OPEN);
    pass(2, Fate.REPLAYED);
    pass(1, Fate.DROPPED);
    pass(9, Fate.DROPPED);
    assertEquals(List.of("3 OPEN", "2 REPLAYED"), kept());
  }

  @Test
  void aRepeatIsNoLetterOfItsOwnAndOpensNothingAgain() {
    pass(1, Fate.OPEN);
    pass(2, Fate.OPEN);
    pass(2, Fate.DROPPED);
    pass(2, Fate.OPEN);
    assertEquals(List.of("2 DROPPED", "1 OPEN"), kept());
  }

  private List<String> kept() {
    return sieve.newestFirst().stream()
        .map(letter -> letter.origin().offset() + " " + letter.fate())
        .toList();
  }

  private void pass(long n, Fate fate) {
    DeadLetter letter = Told.letter(n, fate);
    sieve.pass(Letter.of(letter, Instant.EPOCH, new Position("x.dead-letters", 0, records++)));
  }
}
