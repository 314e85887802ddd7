package io.streambed.topics;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of a trace (W3C Trace Context, level 1).
 *
 * @param trace id of the whole trace, 32 hex digits, not all zero
 * @param span id of this step, 16 hex digits, not all zero
 * @param sampled whether the trace is recorded
 */
public record TraceParent(String trace, String span, boolean sampled) {
  /** Name of the header. */
  public static final String HEADER = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  /** The first step of a new trace. */
  public static TraceParent create() {
    return new TraceParent(hex() + hex(), hex(), true);
  }

  /** The step that {@code header} describes; empty if it is not a valid one. */
  public static Optional<TraceParent> parse(String header) {
    Matcher matcher = FORM.matcher(header);
    if (!matcher.matches() || header.startsWith("ff") || isZero(matcher)) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(matcher.group(3), 16) & 1) == 1;
    return Optional.of(new TraceParent(matcher.group(1), matcher.group(2), sampled));
  }

  /** A next step of the same trace. */
  public TraceParent child() {
    return new TraceParent(trace, hex(), sampled);
  }

  /** The value of the header. */
  public String header() {
    return "00-%s-%s-%s".formatted(trace, span, sampled ? "01" : "00");
  }

  private static boolean isZero(Matcher matcher) {
    return matcher.group(1).matches("0+") || matcher.group(2).matches("0+");
  }

  private static String hex() {
    long bits = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    return HexFormat.of().toHexDigits(bits);
  }
}
