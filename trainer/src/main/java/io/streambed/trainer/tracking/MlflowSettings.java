package io.streambed.trainer.tracking;

import io.streambed.topics.experiment.CheckedSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * An MLflow tracking server and how it is talked to.
 *
 * @param uri of the server, http or https
 * @param experiment name that runs are put under there; empty for the experiment's own
 * @param token where the bearer token is; its value is in no setting
 * @param queue most points that wait while the server is away
 * @param timeout of a request
 */
public record MlflowSettings(
    URI uri, Optional<String> experiment, Token token, int queue, Duration timeout) {

  /**
   * Where a token is, at most one of both.
   *
   * @param environment name of a variable
   * @param file that holds nothing else
   */
  public record Token(Optional<String> environment, Optional<Path> file) {
    /** No token. */
    public static final Token NONE = new Token(Optional.empty(), Optional.empty());

    boolean given() {
      return environment.isPresent() || file.isPresent();
    }
  }

  /** Reads section mlflow; empty if it names no server. */
  static Optional<MlflowSettings> from(CheckedSettings section) {
    if (!section.has("uri")) {
      return Optional.empty();
    }
    Token token =
        new Token(text(section, "token.environment"), text(section, "token.file").map(Path::of));
    URI uri = uri(section, token);
    if (token.environment().isPresent() && token.file().isPresent()) {
      section.mistake("token.file", "no file where token.environment is given");
    }
    return Optional.of(
        new MlflowSettings(
            uri,
            text(section, "experiment"),
            token,
            section.integer("queue", 100, 1 << 24),
            section.duration("timeout", Duration.ofMillis(100), Duration.ofMinutes(5))));
  }

  private static Optional<String> text(CheckedSettings section, String key) {
    return section.has(key) ? Optional.of(section.text(key)) : Optional.empty();
  }

  private static URI uri(CheckedSettings section, Token token) {
    try {
      URI uri = URI.create(section.text("uri"));
      boolean secure = "https".equals(uri.getScheme());
      if (uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && (secure || "http".equals(uri.getScheme()))) {
        if (token.given() && !secure && !here(uri.getHost())) {
          section.mistake("uri", "https, since a token is sent, unless the server is this machine");
        }
        return uri;
      }
    } catch (IllegalArgumentException noUri) {
      // Said below.
    }
    section.mistake("uri", "http://HOST:PORT or https://HOST:PORT, without a user or a query");
    return URI.create("http://missing");
  }

  private static boolean here(String host) {
    try {
      return host.equals("localhost")
          || (host.matches("[0-9.:\\[\\]]+") && InetAddress.getByName(host).isLoopbackAddress());
    } catch (UnknownHostException nowhere) {
      return false;
    }
  }
}
