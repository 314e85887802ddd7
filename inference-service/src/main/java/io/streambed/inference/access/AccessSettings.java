package io.streambed.inference.access;

import io.streambed.topics.experiment.CheckedSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may call: section {@code http.authentication}.
 *
 * @param tokens file of hashed tokens; empty for none
 * @param provider whose tokens are believed; empty for none
 */
public record AccessSettings(Optional<Path> tokens, Optional<Provider> provider) {
  private static final Duration MOST_SKEW = Duration.ofMinutes(10);

  /** Asymmetric signatures (RFC 7518): whoever checks them cannot make them. */
  static final Set<String> ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  /**
   * An identity provider (OpenID Connect).
   *
   * @param issuer as its tokens name it
   * @param keys where its keys are; empty for where its discovery document says
   * @param audience that tokens must name
   * @param algorithms of signatures that are believed
   * @param skew by which its clock may differ from this one
   * @param claim that holds what the bearer may do: words with blanks between them, or a list
   * @param words of that claim for read, write and admin, in this order
   */
  public record Provider(
      URI issuer,
      Optional<URI> keys,
      String audience,
      List<String> algorithms,
      Duration skew,
      String claim,
      List<String> words) {

    public Provider {
      algorithms = List.copyOf(algorithms);
      words = List.copyOf(words);
    }
  }

  /** Whether callers have to say who they are. */
  public boolean required() {
    return tokens.isPresent() || provider.isPresent();
  }

  /** Reads the section, and notes every mistake in it. */
  public static AccessSettings from(CheckedSettings section) {
    return new AccessSettings(tokens(section), provider(section.section("oidc")));
  }

  private static Optional<Path> tokens(CheckedSettings section) {
    if (!section.has("tokens")) {
      return Optional.empty();
    }
    Optional<Path> file = section.path("tokens");
    try {
      if (file.isPresent()) {
        TokenFile.parse(file.get());
        return file;
      }
    } catch (IOException unreadable) {
      file = Optional.empty();
    } catch (IllegalArgumentException wrong) {
      section.mistake(
          "tokens",
          "a file of lines as `streambed token` makes them (%s)".formatted(wrong.getMessage()));
      return file;
    }
    section.mistake("tokens", "the name of a file that is there and can be read");
    return file;
  }

  private static Optional<Provider> provider(CheckedSettings section) {
    if (!section.has("issuer")) {
      if (section.has("audience") || section.has("keys")) {
        section.mistake("issuer", "the issuer whose audience and keys are said");
      }
      return Optional.empty();
    }
    Optional<URI> issuer = address(section, "issuer");
    Optional<URI> keys = section.has("keys") ? address(section, "keys") : Optional.empty();
    String audience = section.text("audience");
    List<String> algorithms = section.texts("algorithms");
    if (algorithms.isEmpty() || !ALGORITHMS.containsAll(algorithms)) {
      section.mistake("algorithms", "some of " + ALGORITHMS.stream().sorted().toList());
    }
    Duration skew = section.duration("clock-skew", Duration.ZERO, MOST_SKEW);
    CheckedSettings words = section.section("scopes");
    return issuer.map(
        known ->
            new Provider(
                known,
                keys,
                audience,
                algorithms,
                skew,
                section.text("scope-claim"),
                Arrays.stream(Scope.values())
                    .map(scope -> words.text(scope.word()))
                    .collect(Collectors.toList())));
  }

  /** Over a network that others can change, keys are asked for by https alone. */
  private static Optional<URI> address(CheckedSettings section, String key) {
    try {
      URI address = URI.create(section.text(key));
      boolean here = Set.of("127.0.0.1", "[::1]", "localhost").contains(address.getHost());
      if ("https".equals(address.getScheme()) || "http".equals(address.getScheme()) && here) {
        return Optional.of(address);
      }
    } catch (IllegalArgumentException noAddress) {
      // Noted below.
    }
    section.mistake(key, "an address, https://...");
    return Optional.empty();
  }
}
