package io.streambed.inference.http;

import io.streambed.inference.access.Scope;
import io.streambed.inference.document.LetterLine;
import io.streambed.inference.document.Part;
import io.streambed.inference.live.Letter;
import io.streambed.inference.live.LetterMemory;
import io.streambed.inference.live.Resend;
import io.streambed.inference.live.Settling;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.Position;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;
import org.jspecify.annotations.Nullable;

/** Records that could not be used: to look at, to send again, to drop. */
final class LetterEndpoints {
  private final Service service;
  private final LetterMemory memory;
  private final LetterFinder finder;
  private final Resend resend;
  private final Settling settling;
  private final Sending sending;

  LetterEndpoints(Service service, Sending sending, Materializer materializer) {
    this.service = service;
    this.sending = sending;
    memory = service.view().letters();
    finder = new LetterFinder(service, materializer);
    resend = new Resend(service.client());
    settling = new Settling(memory);
  }

  List<Endpoint> all() {
    String one = "/api/dead-letters/{id}";
    return List.of(
        endpoint(
            HttpMethods.GET,
            "/api/dead-letters",
            Set.of(Answers.AFTER, "limit"),
            Scope.READ,
            this::list),
        endpoint(HttpMethods.GET, one, Set.of(), Scope.READ, this::one),
        endpoint(HttpMethods.POST, one + "/replay", Set.of(), Scope.ADMIN, this::replay),
        endpoint(HttpMethods.DELETE, one, Set.of(), Scope.ADMIN, this::drop));
  }

  private static Endpoint endpoint(
      HttpMethod method,
      String template,
      Set<String> queries,
      Scope scope,
      Function<Call, CompletionStage<HttpResponse>> handler) {
    return new Endpoint(method, template, queries, false, Optional.of(scope), handler);
  }

  /** A part of the list, and how many stand on the topic beyond the total, at most. */
  private record Letters(List<LetterLine> items, int total, long earlier, @Nullable String next) {}

  private record Whole(LetterLine letter, String value) {}

  private record Replayed(String id, String replayedAs) {}

  private record Dropped(String id, String fate) {}

  /** What is remembered; then what the topic has before that. */
  private CompletionStage<HttpResponse> list(Call call) {
    Optional<String> after = call.query(Answers.AFTER);
    if (after.isEmpty()) {
      return list(call, memory.newestFirst(), Letter.END);
    }
    return finder
        .letter(after.get())
        .thenCompose(
            found -> {
              Letter last = found.orElseThrow(() -> Answers.goneAfter(after.get()));
              return list(call, last.before(memory.newestFirst()), last);
            });
  }

  private CompletionStage<HttpResponse> list(Call call, List<Letter> remembered, Letter last) {
    if (!remembered.isEmpty() || memory.earlier() == 0) {
      return CompletableFuture.completedFuture(part(call, remembered, memory.earlier() > 0));
    }
    int wanted = Answers.limit(call, service.settings().limits()) + 1;
    return finder.olderThan(last, wanted).thenApply(older -> part(call, older, false));
  }

  private HttpResponse part(Call call, List<Letter> letters, boolean more) {
    Part<LetterLine> part =
        Answers.page(
            call,
            memory.size(),
            letters.stream().map(LetterEndpoints::line),
            more,
            LetterLine::id,
            service.settings().limits());
    return Answers.json(new Letters(part.items(), part.total(), memory.earlier(), part.next()));
  }

  private CompletionStage<HttpResponse> one(Call call) {
    return letter(call.variable("id"))
        .thenCompose(
            letter ->
                finder
                    .record(letter)
                    .thenApply(
                        dead ->
                            Answers.json(
                                new Whole(
                                    line(letter),
                                    Base64.getEncoder()
                                        .encodeToString(dead.value().toArrayUnsafe())))));
  }

  private CompletionStage<HttpResponse> replay(Call call) {
    String id = call.variable("id");
    return settle(
            id,
            DeadLetter.Fate.REPLAYED,
            letter -> {
              if (!letter.whole()) {
                throw conflict(
                    "Cannot be sent again", "expected a record that was kept whole, see its cause");
              }
              return finder.record(letter).thenCompose(this::resend);
            })
        .thenApply(position -> Answers.json(new Replayed(id, position.toString())));
  }

  private CompletionStage<Position> resend(DeadLetter letter) {
    return resend
        .replay(letter)
        .orElseThrow(
            () ->
                conflict(
                    "Cannot be sent again",
                    "expected a topic of this experiment, got " + letter.origin().topic()));
  }

  private CompletionStage<HttpResponse> drop(Call call) {
    String id = call.variable("id");
    return settle(id, DeadLetter.Fate.DROPPED, letter -> resend.drop(letter.withoutRecord()))
        .thenApply(position -> Answers.json(new Dropped(id, word(DeadLetter.Fate.DROPPED))));
  }

  /** One caller at a time: the other's work is not seen until its marks are written. */
  private CompletionStage<Position> settle(
      String id, DeadLetter.Fate fate, Function<Letter, CompletionStage<Position>> work) {
    return settling
        .settle(
            id,
            fate,
            () -> letter(id),
            letter -> {
              requireOpen(letter);
              return sending.send(letter.bytes(), () -> work.apply(letter));
            })
        .orElseThrow(
            () ->
                conflict(
                    "Being settled",
                    "expected a dead letter that nobody replays or drops at this moment"));
  }

  private static void requireOpen(Letter letter) {
    if (!letter.isOpen()) {
      throw conflict(
          "Settled already", "expected an open dead letter, this one is " + word(letter.fate()));
    }
  }

  private static ProblemException conflict(String title, String detail) {
    return new ProblemException(Problem.of(409, title, detail));
  }

  private CompletionStage<Letter> letter(String id) {
    return finder
        .letter(id)
        .thenApply(
            found ->
                found.orElseThrow(
                    () ->
                        ProblemException.notFound(
                            "expected an id of /api/dead-letters, got '%s', which the topic %s does not have, or not any more"
                                .formatted(id, service.client().topics().deadLetters().name()))));
  }

  private static LetterLine line(Letter letter) {
    return new LetterLine(
        letter.id(),
        letter.origin().topic(),
        letter.key(),
        letter.stage().name(),
        letter.cause(),
        letter.time(),
        letter.bytes(),
        word(letter.fate()),
        letter.whole());
  }

  private static String word(DeadLetter.Fate fate) {
    return fate.name().toLowerCase(Locale.ROOT);
  }
}
