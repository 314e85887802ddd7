package io.streambed.topics.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.topics.Nouns;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewestFirstTest {
  private static final ModelArrival FIRST = arrived(1);
  private static final ModelArrival SECOND = arrived(2);
  private static final ModelArrival REFUSED = new ModelArrival.Refused(3, "torn");

  private final NewestFirst newest = new NewestFirst();

  @Test
  void ofThePastOnlyTheNewestIsGiven() {
    assertEquals(List.of(), newest.pass(Optional.of(FIRST)));
    assertEquals(List.of(), newest.pass(Optional.of(SECOND)));
    assertEquals(List.of(), newest.pass(Optional.empty()));
    assertEquals(List.of(SECOND), newest.release());
  }

  @Test
  void whatWasRefusedAfterTheNewestIsGivenToo() {
    newest.pass(Optional.of(FIRST));
    newest.pass(Optional.of(REFUSED));
    assertEquals(List.of(FIRST, REFUSED), newest.release());
  }

  @Test
  void ofThePastAModelThatMayNotServeComesAfterTheNewestThatMay() {
    ModelArrival demoted = new ModelArrival.Arrived(Nouns.demoted(4, 2), 0, "00", Nouns.TIME);
    newest.pass(Optional.of(FIRST));
    newest.pass(Optional.of(SECOND));
    newest.pass(Optional.of(demoted));
    assertEquals(List.of(SECOND, demoted), newest.release());
  }

  @Test
  void onceThePastIsReadEveryArrivalIsGiven() {
    assertEquals(List.of(), newest.release());
    assertEquals(List.of(FIRST), newest.pass(Optional.of(FIRST)));
    assertEquals(List.of(REFUSED), newest.pass(Optional.of(REFUSED)));
  }

  private static ModelArrival arrived(long version) {
    return new ModelArrival.Arrived(Nouns.snapshot(version, 2), 0, "00", Nouns.TIME);
  }
}
