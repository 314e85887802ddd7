package io.streambed.inference.live;

import io.streambed.topics.DeadLetter;
import io.streambed.topics.Topic;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Received;
import io.streambed.topics.intake.Received.Decoded;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Finds dead letters that are not remembered any more by reading their topic: one caller at a time,
 * in the memory of what is found. What became of a letter is said by a mark that stands behind it,
 * so that all is read up to the end. Thread-safe.
 */
public final class LetterSearch {
  /** Records that are read at first for each letter that is asked for; then ever more. */
  private static final int SPAN = 4;

  private static final int FURTHER = 8;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final TopicClient client;
  private final Topic<DeadLetter> topic;
  private final Materializer materializer;
  private final Semaphore turn = new Semaphore(1);

  /**
   * @param client stays open
   */
  public LetterSearch(TopicClient client, Materializer materializer) {
    this.client = client;
    this.materializer = materializer;
    topic = client.topics().deadLetters();
  }

  /**
   * Whose record stood there, and what became of it; reads the whole topic.
   *
   * @param id of the letter
   * @return empty if somebody else searches at this moment; else a stage of the letter, if the
   *     topic has it, that fails if the brokers do not answer, with a TimeoutException after half a
   *     minute
   */
  public Optional<CompletionStage<Optional<Letter>>> find(String id) {
    return inTurn(
        () ->
            offsets()
                .thenCompose(
                    span ->
                        read(span.from(), span.to(), new LetterSieve(1, letter -> is(letter, id))))
                .thenApply(found -> found.stream().findFirst()));
  }

  /**
   * Those that were written before {@code last}, newest first.
   *
   * @param last stands before those that are wanted; of any id
   * @param count how many at most, at least 1
   * @return as for {@link #find}
   */
  public Optional<CompletionStage<List<Letter>>> olderThan(Letter last, int count) {
    return inTurn(
        () -> offsets().thenCompose(span -> olderThan(last, count, span, (long) SPAN * count)));
  }

  private static boolean is(Letter letter, String id) {
    return letter.id().equals(id);
  }

  private CompletionStage<List<Letter>> olderThan(Letter last, int count, Span span, long records) {
    Map<Integer, Long> from = new TreeMap<>();
    span.from()
        .forEach(
            (partition, beginning) ->
                from.put(
                    partition,
                    Math.max(
                        beginning,
                        Math.min(last.place().offset(), span.to().getOrDefault(partition, 0L))
                            - records)));
    LetterSieve sieve =
        new LetterSieve(count, letter -> Letter.NEWEST_FIRST.compare(letter, last) > 0);
    return read(from, span.to(), sieve)
        .thenCompose(
            found ->
                found.size() >= count || from.equals(span.from())
                    ? CompletableFuture.completedFuture(found)
                    : olderThan(last, count, span, FURTHER * records));
  }

  /** Offsets of each partition that has records: the first one, and that behind the last. */
  private record Span(Map<Integer, Long> from, Map<Integer, Long> to) {}

  private CompletionStage<Span> offsets() {
    return client
        .admin()
        .beginningOffsets(topic)
        .thenCombine(client.admin().endOffsets(topic), Span::new);
  }

  private CompletionStage<List<Letter>> read(
      Map<Integer, Long> from, Map<Integer, Long> to, LetterSieve sieve) {
    return client
        .intake()
        .between(topic, from, to)
        .completionTimeout(LIMIT)
        .runWith(Sink.fold(sieve, LetterSearch::passed), materializer)
        .thenApply(LetterSieve::newestFirst);
  }

  private static LetterSieve passed(LetterSieve sieve, Received<DeadLetter> received) {
    if (received instanceof Decoded<DeadLetter> decoded) {
      sieve.pass(Letter.of(decoded.value(), decoded.raw().time(), decoded.position()));
    }
    return sieve;
  }

  private <T> Optional<CompletionStage<T>> inTurn(Supplier<CompletionStage<T>> work) {
    if (!turn.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.get().whenComplete((done, failure) -> turn.release()));
    } catch (RuntimeException failure) {
      turn.release();
      throw failure;
    }
  }
}
