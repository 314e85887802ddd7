package io.streambed.inference.http;

import io.streambed.inference.document.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.jspecify.annotations.Nullable;

/** What endpoints answer with. */
final class Answers {
  private static final ContentType PROBLEM =
      MediaTypes.applicationWithOpenCharset("problem+json").toContentTypeWithMissingCharset();

  private Answers() {}

  /**
   * A part of a list.
   *
   * @param items of this part
   * @param offset of the first of them
   * @param total of the whole list now
   * @param next where the following part is; null after the last
   */
  record Page<T>(List<T> items, int offset, int total, @Nullable String next) {}

  /** A document. */
  static HttpResponse json(Object document) {
    return json(200, document);
  }

  static HttpResponse json(int status, Object document) {
    return of(status, ContentTypes.APPLICATION_JSON, Json.text(document));
  }

  static HttpResponse problem(Problem problem) {
    return of(problem.status(), PROBLEM, Json.text(problem));
  }

  static HttpResponse of(int status, ContentType type, String text) {
    return of(status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  static HttpResponse of(int status, ContentType type, byte[] content) {
    return HttpResponse.create().withStatus(status).withEntity(HttpEntities.create(type, content));
  }

  /** The part of {@code all} that the query asks for. */
  static <T> Page<T> page(Call call, List<T> all, HttpSettings.Limits limits) {
    int offset = call.integer("offset", 0, 0, Integer.MAX_VALUE);
    int limit = call.integer("limit", limits.page(), 1, limits.pageMaximum());
    int from = Math.min(offset, all.size());
    int to = Math.min(from + limit, all.size());
    String next =
        to < all.size()
            ? "%s?offset=%d&limit=%d".formatted(call.request().getUri().path(), to, limit)
            : null;
    return new Page<>(List.copyOf(all.subList(from, to)), offset, all.size(), next);
  }
}
