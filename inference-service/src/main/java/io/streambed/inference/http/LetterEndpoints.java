package io.streambed.inference.http;

import io.streambed.inference.access.Scope;
import io.streambed.inference.document.LetterLine;
import io.streambed.inference.live.Letter;
import io.streambed.inference.live.LetterRecords;
import io.streambed.inference.live.Resend;
import io.streambed.inference.live.Settling;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.Position;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;

/** Records that could not be used: to look at, to send again, to drop. */
final class LetterEndpoints {
  private final Service service;
  private final LetterRecords records;
  private final Resend resend;
  private final Settling settling;
  private final Sending sending;

  LetterEndpoints(Service service, Sending sending, Materializer materializer) {
    this.service = service;
    this.sending = sending;
    records = new LetterRecords(service.client(), materializer);
    resend = new Resend(service.client());
    settling = new Settling(service.view().letters());
  }

  List<Endpoint> all() {
    String one = "/api/dead-letters/{id}";
    return List.of(
        Endpoint.get("/api/dead-letters", Set.of(Answers.AFTER, "limit"), this::list),
        new Endpoint(HttpMethods.GET, one, Set.of(), false, Optional.of(Scope.READ), this::one),
        settling(HttpMethods.POST, one + "/replay", this::replay),
        settling(HttpMethods.DELETE, one, this::drop));
  }

  private static Endpoint settling(
      HttpMethod method, String template, Function<Call, CompletionStage<HttpResponse>> handler) {
    return new Endpoint(method, template, Set.of(), false, Optional.of(Scope.ADMIN), handler);
  }

  private record Whole(LetterLine letter, String value) {}

  private record Replayed(String id, String replayedAs) {}

  private record Dropped(String id, String fate) {}

  private HttpResponse list(Call call) {
    List<Letter> all = service.view().letters().newestFirst();
    return Answers.json(
        Answers.page(
            call,
            all.size(),
            Answers.following(call, all, Letter::id).stream().map(LetterEndpoints::line),
            LetterLine::id,
            service.settings().limits()));
  }

  private CompletionStage<HttpResponse> one(Call call) {
    Letter letter = letter(call);
    return whole(letter)
        .thenApply(
            dead -> {
              String value = Base64.getEncoder().encodeToString(dead.value().toArrayUnsafe());
              return Answers.json(new Whole(line(letter), value));
            });
  }

  private CompletionStage<HttpResponse> replay(Call call) {
    Letter letter = open(call);
    if (!letter.whole()) {
      throw new ProblemException(
          Problem.of(
              409, "Cannot be sent again", "expected a record that was kept whole, see its cause"));
    }
    return settle(letter, DeadLetter.Fate.REPLAYED, one -> whole(one).thenCompose(this::resend))
        .thenApply(position -> Answers.json(new Replayed(letter.id(), position.toString())));
  }

  private CompletionStage<Position> resend(DeadLetter letter) {
    return resend
        .replay(letter)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        409,
                        "Cannot be sent again",
                        "expected a topic of this experiment, got " + letter.origin().topic())));
  }

  /** One caller at a time: the other's work is not seen until its marks are written. */
  private CompletionStage<Position> settle(
      Letter letter, DeadLetter.Fate fate, Function<Letter, CompletionStage<Position>> work) {
    return settling
        .settle(letter.id(), fate, one -> sending.send(one.bytes(), () -> work.apply(one)))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        409,
                        "Being settled",
                        "expected a dead letter that nobody replays or drops at this moment")));
  }

  private CompletionStage<DeadLetter> whole(Letter letter) {
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

  private CompletionStage<HttpResponse> drop(Call call) {
    Letter letter = open(call);
    return settle(letter, DeadLetter.Fate.DROPPED, one -> resend.drop(one.withoutRecord()))
        .thenApply(
            position -> Answers.json(new Dropped(letter.id(), word(DeadLetter.Fate.DROPPED))));
  }

  private Letter open(Call call) {
    Letter letter = letter(call);
    if (letter.fate() != DeadLetter.Fate.OPEN) {
      throw new ProblemException(
          Problem.of(
              409,
              "Settled already",
              "expected an open dead letter, this one is " + word(letter.fate())));
    }
    return letter;
  }

  private Letter letter(Call call) {
    String id = call.variable("id");
    return service
        .view()
        .letters()
        .find(id)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "expected an id of /api/dead-letters, got '%s': this process remembers the %d open ones that were written last, and as many settled ones (http.view.dead-letters); all stand on the topic %s"
                        .formatted(
                            id,
                            service.settings().view().deadLetters(),
                            service.client().topics().deadLetters().name())));
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
