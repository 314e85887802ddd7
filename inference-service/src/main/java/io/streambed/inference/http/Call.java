package io.streambed.inference.http;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.Query;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;

/**
 * A request to an endpoint.
 *
 * @param request as it came
 * @param variables of the path, decoded, by name
 */
record Call(HttpRequest request, Map<String, String> variables) {

  /** The variable of the path that the endpoint's template names. */
  String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalStateException("no variable %s in the path".formatted(name));
    }
    return value;
  }

  /** The query's value; empty where it has none. */
  Optional<String> query(String name) {
    return query().get(name);
  }

  /** A whole number of the query, from {@code min} to {@code max}. */
  int integer(String name, int usual, int min, int max) {
    Optional<String> text = query(name);
    try {
      int value = text.map(Integer::parseInt).orElse(usual);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException noNumber) {
      // Refused below, like a value out of range.
    }
    throw new ProblemException(
        Problem.at(
            400,
            "query " + name,
            "a whole number from %d to %d".formatted(min, max),
            "'%s'".formatted(text.orElse(""))));
  }

  /** Refuses names that the endpoint does not know. */
  void allowOnly(Set<String> names) {
    for (String name : query().toMap().keySet()) {
      if (!names.contains(name)) {
        String expected = names.isEmpty() ? "none" : "one of " + names.stream().sorted().toList();
        throw new ProblemException(Problem.at(400, "query", expected, "'%s'".formatted(name)));
      }
    }
  }

  private Query query() {
    try {
      return request.getUri().query();
    } catch (IllegalUriException noQuery) {
      throw new ProblemException(
          Problem.at(
              400,
              "query",
              "name=value, with & between several, and percent-encoding of what is not a letter or a digit",
              "'%s'".formatted(request.getUri().rawQueryString().orElse(""))));
    }
  }
}
