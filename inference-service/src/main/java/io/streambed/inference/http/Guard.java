package io.streambed.inference.http;

import io.streambed.inference.access.Admission;
import io.streambed.inference.access.Door;
import io.streambed.inference.access.Scope;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Lets those through who may do what they ask for, by bearer tokens (RFC 6750). */
final class Guard {
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*) *", Pattern.CASE_INSENSITIVE);

  private final Optional<Door> door;

  /**
   * @param door empty where nobody has to say who he is
   */
  Guard(Optional<Door> door) {
    this.door = door;
  }

  /** Fails with a {@link ProblemException} if the caller may not do what {@code needs} this. */
  CompletionStage<Void> check(HttpRequest request, Optional<Scope> needs) {
    if (door.isEmpty() || needs.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    Optional<String> authorization = request.getHeader("Authorization").map(HttpHeader::value);
    if (authorization.isEmpty()) {
      return CompletableFuture.failedFuture(
          unknown("expected a token as header Authorization: Bearer TOKEN, got none", ""));
    }
    Matcher bearer = BEARER.matcher(authorization.get());
    if (!bearer.matches()) {
      return CompletableFuture.failedFuture(
          unknown(
              "expected a token as header Authorization: Bearer TOKEN, got another form",
              ", error=\"invalid_request\""));
    }
    return door.get()
        .admit(bearer.group(1))
        .thenAccept(admission -> require(admission, needs.get()));
  }

  private static void require(Admission admission, Scope needed) {
    if (admission instanceof Admission.Refused refused) {
      throw unknown(
          "expected a token that this server knows, got " + refused.why(),
          ", error=\"invalid_token\", error_description=\"%s\"".formatted(refused.why()));
    }
    if (admission instanceof Admission.Undecided undecided) {
      throw new ProblemException(Problem.of(503, "Cannot tell who calls", undecided.why()));
    }
    Scope held = ((Admission.Admitted) admission).scope();
    if (!held.allows(needed)) {
      throw new ProblemException(
          Problem.of(
              403,
              "Not allowed",
              "expected a token that may %s, got one that may %s"
                  .formatted(needed.word(), held.word())),
          challenge(", error=\"insufficient_scope\", scope=\"%s\"".formatted(needed.word())));
    }
  }

  private static ProblemException unknown(String detail, String error) {
    return new ProblemException(Problem.of(401, "Who is calling?", detail), challenge(error));
  }

  private static String challenge(String error) {
    return "Bearer realm=\"streambed\"" + error;
  }
}
