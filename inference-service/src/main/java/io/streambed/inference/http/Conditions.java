package io.streambed.inference.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Entity tags: whoever has an answer already is not sent it again (RFC 9110, section 13). */
final class Conditions {
  private static final int TAG_BYTES = 12;

  private Conditions() {}

  /** What is read gets its tag, or 304 if the request names that tag; the rest stays as it is. */
  static HttpResponse apply(HttpRequest request, HttpResponse response) {
    boolean reads =
        request.method().equals(HttpMethods.GET) || request.method().equals(HttpMethods.HEAD);
    if (!reads
        || response.status().intValue() != 200
        || !(response.entity() instanceof HttpEntity.Strict strict)) {
      return response;
    }
    String tag = "\"" + hash(strict.getData().toArrayUnsafe()) + "\"";
    HttpHeader header = RawHeader.create("ETag", tag);
    boolean known =
        request
            .getHeader("If-None-Match")
            .map(HttpHeader::value)
            .filter(tags -> Arrays.asList(tags.split("\\s*,\\s*")).contains(tag))
            .isPresent();
    return known
        ? HttpResponse.create().withStatus(304).addHeader(header)
        : response.addHeader(header);
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
