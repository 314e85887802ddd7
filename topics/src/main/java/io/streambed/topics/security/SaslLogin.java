package io.streambed.topics.security;

import io.streambed.topics.experiment.CheckedSettings;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** How this process says who it is, once connected. */
public sealed interface SaslLogin {

  /** What brokers may be configured for. */
  enum Mechanism {
    /** User and password as they are: only ever within TLS. */
    PLAIN,
    /** Salted challenge and response (RFC 5802). */
    SCRAM_SHA_256,
    /** The same with the longer hash. */
    SCRAM_SHA_512,
    /** A token of an identity provider (RFC 7628). */
    OAUTHBEARER;

    String kafkaName() {
      return name().replace('_', '-');
    }
  }

  /** Which mechanism. */
  Mechanism mechanism();

  /** A user of the brokers. */
  record User(Mechanism mechanism, String user, Secret password) implements SaslLogin {}

  /**
   * A client of an identity provider.
   *
   * @param endpoint https or http: tokens are asked for there; file: it holds the token
   * @param client its id and secret; empty for a file
   * @param scope asked for
   */
  record OAuth(URI endpoint, Optional<Client> client, Optional<String> scope) implements SaslLogin {
    @Override
    public Mechanism mechanism() {
      return Mechanism.OAUTHBEARER;
    }
  }

  /** Of an identity provider. */
  record Client(String id, Secret secret) {}

  /** Reads mechanism, user, password and oauth; empty after noting what is wrong. */
  static Optional<SaslLogin> from(CheckedSettings section) {
    if (!section.has("mechanism")) {
      section.mistake("mechanism", "one of [plain, scram-sha-256, scram-sha-512, oauthbearer]");
      return Optional.empty();
    }
    Mechanism mechanism = section.choice("mechanism", Mechanism.class);
    return mechanism == Mechanism.OAUTHBEARER
        ? oauth(section.section("oauth"))
        : user(mechanism, section);
  }

  private static Optional<SaslLogin> user(Mechanism mechanism, CheckedSettings section) {
    Optional<Secret> password = required(section, "password");
    if (!section.has("user")) {
      section.mistake("user", "the user whom the password belongs to");
      return Optional.empty();
    }
    String user = section.text("user");
    return password.map(secret -> new User(mechanism, user, secret));
  }

  private static Optional<SaslLogin> oauth(CheckedSettings section) {
    Optional<URI> endpoint = endpoint(section);
    Optional<String> scope =
        section.has("scope") ? Optional.of(section.text("scope")) : Optional.empty();
    if (endpoint.isEmpty() || endpoint.get().getScheme().equals("file")) {
      return endpoint.map(file -> new OAuth(file, Optional.empty(), scope));
    }
    String client = section.text("client");
    return required(section, "secret")
        .map(secret -> new OAuth(endpoint.get(), Optional.of(new Client(client, secret)), scope));
  }

  private static Optional<URI> endpoint(CheckedSettings section) {
    String text = section.text("token-endpoint");
    try {
      URI uri = URI.create(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (scheme.equals("https") || scheme.equals("http") || scheme.equals("file")) {
        return Optional.of(uri);
      }
    } catch (IllegalArgumentException noAddress) {
      // Noted below.
    }
    if (section.has("token-endpoint")) {
      section.mistake("token-endpoint", "an address, https://... or file:///...");
    }
    return Optional.empty();
  }

  private static Optional<Secret> required(CheckedSettings section, String key) {
    boolean said =
        section.has(key)
            && (!section.isSection(key)
                || section.section(key).has("env")
                || section.section(key).has("file"));
    if (!said) {
      section.hiddenMistake(
          key, "{ env = NAME } of an environment variable, or { file = PATH }", "nothing");
    }
    return Secret.from(section, key);
  }
}
