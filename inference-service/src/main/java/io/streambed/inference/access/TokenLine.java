package io.streambed.inference.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of a file of tokens: {@code NAME SCOPE SHA-256 [LAST-DAY]}. The token itself is random, 32
 * bytes, so that its plain hash tells nothing.
 *
 * @param name whose it is
 * @param scope what he may do
 * @param hash SHA-256 of the token, 64 hexadecimal digits
 * @param lastDay on which it counts, by UTC; empty for no end
 */
public record TokenLine(String name, Scope scope, String hash, Optional<LocalDate> lastDay) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,100}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final int BYTES = 32;

  public TokenLine {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "expected a name of 1 to 100 letters, digits and . _ @ -, got another");
    }
    if (!HASH.matcher(hash).matches()) {
      throw new IllegalArgumentException(
          "expected SHA-256 of the token as 64 hexadecimal digits, got something else");
    }
  }

  /** A token that nobody knows yet. */
  public static String fresh() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The line of {@code token}. */
  public static TokenLine of(String name, Scope scope, String token, Optional<LocalDate> lastDay) {
    return new TokenLine(name, scope, HexFormat.of().formatHex(hash(token)), lastDay);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException saying what is wrong with it, not what it holds
   */
  static TokenLine parse(String line) {
    String[] words = line.strip().split("\\s+", -1);
    if (words.length < 3 || words.length > 4) {
      throw new IllegalArgumentException(
          "expected NAME SCOPE SHA-256 [LAST-DAY], got %d words".formatted(words.length));
    }
    Scope scope =
        Scope.of(words[1])
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected read, write or admin as scope, got another word"));
    return new TokenLine(words[0], scope, words[2], words.length == 3 ? none() : day(words[3]));
  }

  private static Optional<LocalDate> none() {
    return Optional.empty();
  }

  private static Optional<LocalDate> day(String word) {
    try {
      return Optional.of(LocalDate.parse(word));
    } catch (DateTimeException noDay) {
      throw new IllegalArgumentException(
          "expected a last day such as 2027-01-31, got another word");
    }
  }

  /** Whether its last day is over. */
  boolean isExpired(Instant now) {
    return lastDay.filter(day -> now.atZone(ZoneOffset.UTC).toLocalDate().isAfter(day)).isPresent();
  }

  /** Whether it is that of a token with this hash; takes as long whether or not. */
  boolean isOf(byte[] tokenHash) {
    return MessageDigest.isEqual(HexFormat.of().parseHex(hash), tokenHash);
  }

  static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** As it stands in the file. */
  public String text() {
    return "%s %s %s%s"
        .formatted(name, scope.word(), hash, lastDay.map(day -> " " + day).orElse(""));
  }
}
