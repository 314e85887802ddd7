package io.streambed.inference.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as application/problem+json (RFC 9457).
 *
 * @param type a URI reference that names the kind of problem
 * @param title the kind, for people
 * @param status of the response
 * @param detail what went wrong this time, for people
 * @param instance path of the request
 * @param where the place in the request, if it is known
 * @param expected there
 * @param found there
 * @param observation id of the one that got no answer, to send it again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String instance,
    @Nullable String where,
    @Nullable String expected,
    @Nullable String found,
    @Nullable String observation) {

  static Problem of(int status, String title, String detail) {
    return new Problem("about:blank", title, status, detail, null, null, null, null, null);
  }

  /** Of what stands at {@code where} in the request. */
  static Problem at(int status, String where, String expected, String found) {
    return new Problem(
        "about:blank",
        status == 413 ? "Too large" : "Not as expected",
        status,
        "%s: expected %s, got %s".formatted(where, expected, found),
        null,
        where,
        expected,
        found,
        null);
  }

  Problem in(String path) {
    return new Problem(type, title, status, detail, path, where, expected, found, observation);
  }

  /** Of an observation that got no answer. */
  Problem about(String id) {
    return new Problem(type, title, status, detail, instance, where, expected, found, id);
  }
}
