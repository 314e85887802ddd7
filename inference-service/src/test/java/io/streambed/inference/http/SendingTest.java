package io.streambed.inference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Each record counts 1,024 bytes beside its data: two of 976 make 4,000. */
class SendingTest {
  private final Sending sending = new Sending(4000);
  private final AtomicInteger begun = new AtomicInteger();

  private CompletableFuture<String> send(long bytes, CompletionStage<String> acknowledged) {
    return sending
        .send(
            bytes,
            () -> {
              begun.incrementAndGet();
              return acknowledged;
            })
        .toCompletableFuture();
  }

  private static Problem problem(CompletableFuture<String> refused) {
    CompletionException failure = Assertions.assertThrows(CompletionException.class, refused::join);
    return Assertions.assertInstanceOf(ProblemException.class, failure.getCause()).problem();
  }

  @Test
  void whatIsBeyondTheLimitIsRefusedAndNotBegun() {
    assertFalse(send(976, new CompletableFuture<>()).isDone());
    assertFalse(send(976, new CompletableFuture<>()).isDone());
    Problem refused = problem(send(0, new CompletableFuture<>()));
    assertEquals(503, refused.status());
    assertTrue(
        refused.detail().contains("at most 4000 bytes") && refused.detail().contains("1024 more"),
        refused.detail());
    assertEquals(2, begun.get());
  }

  @Test
  void whatIsAcknowledgedOrFailsMakesRoom() {
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> second = new CompletableFuture<>();
    send(976, first);
    send(976, second);
    first.complete("written");
    second.completeExceptionally(new IllegalStateException("refused"));
    assertFalse(send(2976, new CompletableFuture<>()).isDone());
    assertEquals(503, problem(send(0, new CompletableFuture<>())).status());
  }

  @Test
  void workThatThrowsMakesRoom() {
    CompletionStage<String> thrown =
        sending.send(
            0,
            () -> {
              throw new IllegalArgumentException("no such topic");
            });
    assertTrue(thrown.toCompletableFuture().isCompletedExceptionally());
    assertEquals("written", send(2976, CompletableFuture.completedFuture("written")).join());
  }

  @Test
  void oneRecordAloneMayBeLarger() {
    assertFalse(send(100_000, new CompletableFuture<>()).isDone());
    assertEquals(503, problem(send(0, new CompletableFuture<>())).status());
  }
}
