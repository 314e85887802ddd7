package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SharedModelTest {

  @Test
  void aLeaseOutlivesTheModelsRetirement() {
    SharedModel shared = new SharedModel(SmallModels.served(SmallModels.untrained(1)));
    try (SharedModel.Lease lease = shared.lease()) {
      shared.retire();
      assertInferred(lease);
    }
  }

  @Test
  void theModelIsClosedOnceRetiredAndReturnedByAll() {
    ServedModel model = SmallModels.served(SmallModels.untrained(1));
    SharedModel shared = new SharedModel(model);
    SharedModel.Lease first = shared.lease();
    SharedModel.Lease second = shared.lease();
    shared.retire();
    first.close();
    assertInferred(second);
    second.close();
    assertThrows(
        IllegalStateException.class,
        () -> model.answer(SmallModels.observation("a"), SmallModels.received()));
  }

  @Test
  void returningALeaseOrRetiringTwiceCountsOnce() {
    SharedModel shared = new SharedModel(SmallModels.served(SmallModels.untrained(1)));
    SharedModel.Lease first = shared.lease();
    SharedModel.Lease second = shared.lease();
    first.close();
    first.close();
    shared.retire();
    shared.retire();
    assertInferred(second);
    second.close();
  }

  @Test
  void aClosedModelIsNotLent() {
    SharedModel shared = new SharedModel(SmallModels.served(SmallModels.untrained(7)));
    shared.retire();
    IllegalStateException refusal = assertThrows(IllegalStateException.class, shared::lease);
    assertEquals("expected an open model, version 7 is closed", refusal.getMessage());
  }

  /** Four readers on a model that is replaced forty times: a use after close would throw. */
  @Test
  void readersNeverMeetAClosedModelWhileModelsAreReplaced() throws Exception {
    Shelf shelf = new Shelf(shared(1));
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> reading = new ArrayList<>();
      for (int reader = 0; reader < 4; reader++) {
        reading.add(readers.submit(() -> read(shelf, ended)));
      }
      for (long version = 2; version <= 40; version++) {
        shelf.replace(shared(version));
      }
      ended.set(true);
      for (Future<?> reader : reading) {
        reader.get();
      }
    } finally {
      readers.shutdownNow();
    }
    shelf.replace(shared(41));
  }

  private static void read(Shelf shelf, AtomicBoolean ended) {
    while (!ended.get()) {
      try (SharedModel.Lease lease = shelf.lease()) {
        assertInferred(lease);
      }
    }
  }

  /** Lends and replaces one at a time, as the actor does that owns the model. */
  private static final class Shelf {
    private SharedModel serving;

    Shelf(SharedModel serving) {
      this.serving = serving;
    }

    synchronized SharedModel.Lease lease() {
      return serving.lease();
    }

    synchronized void replace(SharedModel next) {
      serving.retire();
      serving = next;
    }
  }

  private static SharedModel shared(long version) {
    return new SharedModel(SmallModels.served(SmallModels.untrained(version)));
  }

  private static void assertInferred(SharedModel.Lease lease) {
    Answer answer = lease.model().answer(SmallModels.observation("a"), SmallModels.received());
    assertInstanceOf(Answer.Inferred.class, answer);
  }
}
