package io.streambed.inference.http;

import io.streambed.inference.access.Scope;
import io.streambed.inference.document.LetterLine;
import io.streambed.inference.live.Letter;
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

/** Records that could not be used: to look at, to send again, to drop. */
final class LetterEndpoints {
  private final Service service;
  private final Resend resend;
  private final Settling settling;
  private final Sending sending;

  LetterEndpoints(Service service, Sending sending) {
    this.service = service;
    this.sending = sending;
    resend = new Resend(service.client());
    settling = new Settling(service.view().letters());
  }

  List<Endpoint> all() {
    String one = "/api/dead-letters/{id}";
    return List.of(
        Endpoint.get("/api/dead-letters", Set.of(Answers.AFTER, "limit"), this::list),
        Endpoint.get(one, Set.of(), this::one),
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

  private HttpResponse one(Call call) {
    Letter letter = letter(call);
    String value = Base64.getEncoder().encodeToString(letter.letter().value().toArrayUnsafe());
    return Answers.json(new Whole(line(letter), value));
  }

  private CompletionStage<HttpResponse> replay(Call call) {
    DeadLetter letter = open(call).letter();
    if (!letter.isWhole()) {
      throw new ProblemException(
          Problem.of(
              409, "Cannot be sent again", "expected a record that was kept whole, see its cause"));
    }
    return settle(letter, DeadLetter.Fate.REPLAYED, this::resend)
        .thenApply(
            position ->
                Answers.json(new Replayed(letter.origin().toString(), position.toString())));
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
      DeadLetter letter,
      DeadLetter.Fate fate,
      Function<DeadLetter, CompletionStage<Position>> work) {
    return settling
        .settle(
            letter.origin().toString(),
            fate,
            one -> sending.send(one.value().size(), () -> work.apply(one)))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        409,
                        "Being settled",
                        "expected a dead letter that nobody replays or drops at this moment")));
  }

  private CompletionStage<HttpResponse> drop(Call call) {
    DeadLetter letter = open(call).letter();
    return settle(letter, DeadLetter.Fate.DROPPED, resend::drop)
        .thenApply(
            position ->
                Answers.json(
                    new Dropped(letter.origin().toString(), word(DeadLetter.Fate.DROPPED))));
  }

  private Letter open(Call call) {
    Letter letter = letter(call);
    if (letter.letter().fate() != DeadLetter.Fate.OPEN) {
      throw new ProblemException(
          Problem.of(
              409,
              "Settled already",
              "expected an open dead letter, this one is " + word(letter.letter().fate())));
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
                    "expected an id of /api/dead-letters, got '%s'".formatted(id)));
  }

  private static LetterLine line(Letter letter) {
    DeadLetter dead = letter.letter();
    return new LetterLine(
        letter.id(),
        dead.origin().topic(),
        dead.key(),
        dead.stage().name(),
        dead.cause(),
        letter.time(),
        dead.value().size(),
        word(dead.fate()),
        dead.isWhole());
  }

  private static String word(DeadLetter.Fate fate) {
    return fate.name().toLowerCase(Locale.ROOT);
  }
}
