package io.streambed.inference.access;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tells who a token belongs to. Thread-safe. */
@FunctionalInterface
public interface Door {

  /** Never fails. */
  CompletionStage<Admission> admit(String token);

  /** What the settings ask for; empty where nobody has to say who he is. */
  static Optional<Door> of(AccessSettings settings) {
    Optional<Door> tokens = settings.tokens().map(TokenFile::open);
    Optional<Door> provider = settings.provider().map(TokenIssuer::new);
    if (tokens.isPresent() && provider.isPresent()) {
      // A token of the file has no dots, one of an issuer has two.
      return Optional.of(
          token -> (token.indexOf('.') < 0 ? tokens : provider).orElseThrow().admit(token));
    }
    return tokens.or(() -> provider);
  }
}
