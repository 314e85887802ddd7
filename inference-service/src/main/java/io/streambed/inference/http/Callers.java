package io.streambed.inference.http;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * Who may call: those who know this server by a name of its own, and of web pages its own alone.
 * Without this any page that a user visits could reach a server on the user's machine, by a name
 * that it lets point there, or by sending a form.
 */
final class Callers {
  private static final String ANY = "*";

  private final Set<String> names = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]"));

  Callers(HttpSettings settings) {
    String host = settings.host().toLowerCase(Locale.ROOT);
    names.add(host);
    names.add("[%s]".formatted(host));
    settings.names().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * @throws ProblemException if the caller is not to be answered
   */
  void check(HttpRequest request) {
    String authority = header(request, "Host");
    String name = authority.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    if (!names.contains(ANY) && !names.contains(name)) {
      throw new ProblemException(
          Problem.at(421, "header Host", "a name in http.names of the experiment", name));
    }
    String origin = header(request, "Origin");
    if (!origin.isEmpty() && !authority.equals(authority(origin))) {
      throw new ProblemException(
          Problem.at(403, "header Origin", "this server's own page", origin));
    }
  }

  private static String authority(String origin) {
    try {
      return String.valueOf(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException strange) {
      return "";
    }
  }

  private static String header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value).orElse("");
  }
}
