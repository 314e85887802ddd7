package io.streambed.inference.http;

import io.streambed.inference.live.Letter;
import io.streambed.inference.live.LetterRecords;
import io.streambed.inference.live.LetterSearch;
import io.streambed.topics.DeadLetter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.pekko.stream.Materializer;

/** Finds dead letters, those that are remembered at once, others on the topic. */
final class LetterFinder {
  private static final Pattern ID = Pattern.compile(".+-\\d{1,9}@\\d{1,18}");

  private final Service service;
  private final LetterRecords records;
  private final LetterSearch search;

  LetterFinder(Service service, Materializer materializer) {
    this.service = service;
    records = new LetterRecords(service.client(), materializer);
    search = new LetterSearch(service.client(), materializer);
  }

  /** Empty if there is none of that id. */
  CompletionStage<Optional<Letter>> letter(String id) {
    Optional<Letter> remembered = service.view().letters().find(id);
    return remembered.isPresent()
            || service.view().letters().earlier() == 0
            || !ID.matcher(id).matches()
        ? CompletableFuture.completedFuture(remembered)
        : searched(search.find(id));
  }

  /** On the topic, newest first; see {@link LetterSearch#olderThan}. */
  CompletionStage<List<Letter>> olderThan(Letter last, int count) {
    return searched(search.olderThan(last, count));
  }

  /** With its bytes. */
  CompletionStage<DeadLetter> record(Letter letter) {
    return records
        .read(letter)
        .thenApply(
            found ->
                found.orElseThrow(
                    () ->
                        new ProblemException(
                            Problem.of(
                                410,
                                "No longer there",
                                "expected the record of %s at %s, the topic has forgotten it"
                                    .formatted(letter.id(), letter.place())))));
  }

  private <T> CompletionStage<T> searched(Optional<CompletionStage<T>> begun) {
    return begun
        .orElseThrow(
            () -> busy("expected that nobody else looks for dead letters that are not remembered"))
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    ProblemException.cause(failure) instanceof TimeoutException late
                        ? busy(
                            "expected to read %s within half a minute: %s"
                                .formatted(
                                    service.client().topics().deadLetters().name(),
                                    late.getMessage()))
                        : failure));
  }

  private static ProblemException busy(String detail) {
    return new ProblemException(Problem.of(503, "Not now", detail));
  }
}
