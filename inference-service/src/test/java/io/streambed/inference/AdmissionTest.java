package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final Admission admission = new Admission(2);
  private final List<Integer> begun = new ArrayList<>();
  private final List<CompletableFuture<Integer>> work = new ArrayList<>();

  @Test
  void asManyBeginAsAreAdmittedAndTheOthersFollowInOrder() {
    for (int i = 0; i < 5; i++) {
      admit(i);
    }
    assertEquals(List.of(0, 1), begun);
    work.get(1).complete(1);
    assertEquals(List.of(0, 1, 2), begun);
    work.get(0).complete(0);
    work.get(2).complete(2);
    assertEquals(List.of(0, 1, 2, 3, 4), begun);
  }

  @Test
  void whatFailsMakesRoomAsWell() {
    admit(0);
    var failed =
        admission.<Integer>admit(
            () -> {
              throw new IllegalStateException("broken");
            });
    assertTrue(failed.toCompletableFuture().isCompletedExceptionally());
    admit(1);
    assertEquals(List.of(0, 1), begun);
  }

  @Test
  void afterItIsClosedNothingBeginsAnyMore() {
    for (int i = 0; i < 4; i++) {
      admit(i);
    }
    admission.close();
    work.get(0).complete(0);
    admit(4);
    assertEquals(List.of(0, 1), begun);
  }

  @Test
  void manyThatEndAtOnceDoNotDeepenTheStack() {
    admit(0);
    admit(1);
    List<Integer> done = new ArrayList<>();
    for (int i = 2; i < 20_000; i++) {
      int n = i;
      admission.admit(() -> CompletableFuture.completedFuture(n)).thenAccept(done::add);
    }
    work.get(0).complete(0);
    assertEquals(19_998, done.size());
    assertEquals(2, done.get(0));
    assertEquals(19_999, done.get(done.size() - 1));
  }

  private void admit(int i) {
    CompletableFuture<Integer> outcome = new CompletableFuture<>();
    work.add(outcome);
    admission.admit(
        () -> {
          begun.add(i);
          return outcome;
        });
  }
}
