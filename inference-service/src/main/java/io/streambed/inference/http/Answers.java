package io.streambed.inference.http;

import io.streambed.inference.document.Json;
import io.streambed.inference.document.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.Query;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.Pair;

/** What endpoints answer with. */
final class Answers {
  private static final ContentType PROBLEM =
      MediaTypes.applicationWithOpenCharset("problem+json").toContentTypeWithMissingCharset();

  /** Of the query: the last entry of the part before. */
  static final String AFTER = "after";

  private Answers() {}

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

  /** Another the next moment, so that nobody need keep it: it gets no tag. */
  static HttpResponse ofThisMoment(HttpResponse response) {
    return response.addHeader(RawHeader.create(Conditions.CACHE, "no-store"));
  }

  static HttpResponse of(int status, ContentType type, String text) {
    return of(status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  static HttpResponse of(int status, ContentType type, byte[] content) {
    return HttpResponse.create().withStatus(status).withEntity(HttpEntities.create(type, content));
  }

  /**
   * The part of a list that the query asks for. Where it goes on is said by its last entry, not by
   * a count, so that entries that come, go or move meanwhile neither double nor hide others.
   *
   * @param total of the whole list
   * @param following what comes after the entry that the query names, in order
   * @param cursor names an entry
   */
  static <T> Part<T> page(
      Call call,
      int total,
      Stream<T> following,
      Function<T, String> cursor,
      HttpSettings.Limits limits) {
    return page(call, total, following, false, cursor, limits);
  }

  /**
   * The same of a list that may go on elsewhere.
   *
   * @param more whether something may come after the last of {@code following}
   */
  static <T> Part<T> page(
      Call call,
      int total,
      Stream<T> following,
      boolean more,
      Function<T, String> cursor,
      HttpSettings.Limits limits) {
    int limit = limit(call, limits);
    List<T> items = following.limit(limit + 1L).toList();
    if (items.isEmpty() || items.size() <= limit && !more) {
      return new Part<>(items, total, null);
    }
    List<T> part = List.copyOf(items.subList(0, Math.min(limit, items.size())));
    return new Part<>(part, total, next(call, limit, cursor.apply(part.get(part.size() - 1))));
  }

  /** How many entries the query asks for. */
  static int limit(Call call, HttpSettings.Limits limits) {
    return call.integer("limit", limits.page(), 1, limits.pageMaximum());
  }

  private static String next(Call call, int limit, String last) {
    List<Pair<String, String>> query = new ArrayList<>();
    for (Pair<String, String> word : call.request().getUri().query().toList()) {
      if (!word.first().equals(AFTER) && !word.first().equals("limit")) {
        query.add(word);
      }
    }
    query.add(Pair.create(AFTER, last));
    query.add(Pair.create("limit", Integer.toString(limit)));
    return Uri.create(call.request().getUri().path()).query(Query.create(query)).toString();
  }

  /**
   * What comes in {@code all} after the entry that the query names; all if it names none.
   *
   * @throws ProblemException if that entry is not there, or not any more
   */
  static <T> List<T> following(Call call, List<T> all, Function<T, String> cursor) {
    Optional<String> after = call.query(AFTER);
    if (after.isEmpty()) {
      return all;
    }
    for (int i = 0; i < all.size(); i++) {
      if (cursor.apply(all.get(i)).equals(after.get())) {
        return all.subList(i + 1, all.size());
      }
    }
    throw goneAfter(after.get());
  }

  static ProblemException goneAfter(String entry) {
    return new ProblemException(
        Problem.of(
            410,
            "No longer there",
            "query after: expected the id of an entry of this list, got '%s', which is none or was forgotten; begin again without it"
                .formatted(entry)));
  }
}
