package io.streambed.topics.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.topics.Nouns;
import io.streambed.topics.Position;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewestFirstTest {
  private static final ModelArrival FIRST = arrived(1);
  private static final ModelArrival SECOND = arrived(2);
  private static final ModelArrival REFUSED = new ModelArrival.Refused(3, "torn");

  @Test
  void ofThePastOnlyTheNewestIsGiven() {
    NewestFirst newest = new NewestFirst(0, 4);
    assertEquals(List.of(), newest.pass(at(1), Optional.of(FIRST)));
    assertEquals(List.of(), newest.pass(at(2), Optional.of(SECOND)));
    assertEquals(List.of(SECOND), newest.pass(at(3), Optional.empty()));
  }

  @Test
  void whatWasRefusedAfterTheNewestIsGivenToo() {
    NewestFirst newest = new NewestFirst(0, 2);
    newest.pass(at(0), Optional.of(FIRST));
    assertEquals(List.of(FIRST, REFUSED), newest.pass(at(1), Optional.of(REFUSED)));
  }

  @Test
  void ofThePastAModelThatMayNotServeComesAfterTheNewestThatMay() {
    NewestFirst newest = new NewestFirst(0, 3);
    ModelArrival demoted = new ModelArrival.Arrived(Nouns.demoted(4, 2), 0, "00", Nouns.TIME);
    newest.pass(at(0), Optional.of(FIRST));
    newest.pass(at(1), Optional.of(SECOND));
    assertEquals(List.of(SECOND, demoted), newest.pass(at(2), Optional.of(demoted)));
  }

  @Test
  void onceThePastIsReadEveryArrivalIsGiven() {
    NewestFirst newest = new NewestFirst(5, 5);
    assertEquals(List.of(FIRST), newest.pass(at(5), Optional.of(FIRST)));
    assertEquals(List.of(REFUSED), newest.pass(at(6), Optional.of(REFUSED)));
  }

  private static Position at(long offset) {
    return new Position("x.models", 0, offset);
  }

  private static ModelArrival arrived(long version) {
    return new ModelArrival.Arrived(Nouns.snapshot(version, 2), 0, "00", Nouns.TIME);
  }
}
