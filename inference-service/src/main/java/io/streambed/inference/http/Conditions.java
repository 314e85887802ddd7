package io.streambed.inference.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Entity tags: whoever has an answer already is not sent it again (RFC 9110, section 13). */
final class Conditions {
  /** The header that says how long an answer is good; one that has it needs no tag. */
  static final String CACHE = "Cache-Control";

  private static final int TAG_BYTES = 12;
  private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

  private Conditions() {}

  /** What is read gets its tag, or 304 if the request names that tag; the rest stays as it is. */
  static HttpResponse apply(HttpRequest request, HttpResponse response) {
    boolean reads =
        request.method().equals(HttpMethods.GET) || request.method().equals(HttpMethods.HEAD);
    if (!reads
        || response.status().intValue() != 200
        || response.getHeader(CACHE).isPresent()
        || !(response.entity() instanceof HttpEntity.Strict strict)) {
      return response;
    }
    String tag = "\"" + hash(strict.getData().toArrayUnsafe()) + "\"";
    HttpHeader header = RawHeader.create("ETag", tag);
    return holds(request, tag)
        ? HttpResponse.create().withStatus(304).addHeader(header)
        : response.addHeader(header);
  }

  /** Compared weakly: who reads does not mind how a tag came about. */
  private static boolean holds(HttpRequest request, String tag) {
    for (HttpHeader header : request.getHeaders()) {
      if (header.is("if-none-match")) {
        String tags = header.value().trim();
        if (tags.equals("*") || TAG.matcher(tags).results().anyMatch(m -> m.group(1).equals(tag))) {
          return true;
        }
      }
    }
    return false;
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
