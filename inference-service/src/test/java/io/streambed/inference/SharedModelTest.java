package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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
        () -> model.answer(SmallModels.observation("a"), ReceiptTime.now()));
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
    AtomicReference<SharedModel> serving = new AtomicReference<>(shared(1));
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(4);
    try {
      List<Future<Long>> answers = new ArrayList<>();
      for (int reader = 0; reader < 4; reader++) {
        answers.add(readers.submit(reading(serving, ended)));
      }
      for (long version = 2; version <= 40; version++) {
        SharedModel next = shared(version);
        synchronized (serving) {
          serving.getAndSet(next).retire();
        }
      }
      ended.set(true);
      for (Future<Long> answer : answers) {
        answer.get();
      }
    } finally {
      readers.shutdownNow();
      serving.get().retire();
    }
  }

  private static Callable<Long> reading(AtomicReference<SharedModel> serving, AtomicBoolean ended) {
    return () -> {
      long count = 0;
      while (!ended.get()) {
        try (SharedModel.Lease lease = borrow(serving)) {
          assertInferred(lease);
          count++;
        }
      }
      return count;
    };
  }

  private static SharedModel.Lease borrow(AtomicReference<SharedModel> serving) {
    synchronized (serving) {
      return serving.get().lease();
    }
  }

  private static SharedModel shared(long version) {
    return new SharedModel(SmallModels.served(SmallModels.untrained(version)));
  }

  private static void assertInferred(SharedModel.Lease lease) {
    Answer answer = lease.model().answer(SmallModels.observation("a"), ReceiptTime.now());
    assertInstanceOf(Answer.Inferred.class, answer);
  }
}
