package io.streambed.inference.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
  private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");

  /** SHA-256 of "abc" (FIPS 180-2, appendix B.1). */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path directory;

  @Test
  void whoeverHoldsATokenOfALineMayDoWhatItSays() throws IOException {
    TokenFile file = file("# comment\n\ngrafana read " + ABC + "\n");
    assertEquals(new Admission.Admitted("grafana", Scope.READ), file.admit("abc", NOW));
    assertInstanceOf(Admission.Refused.class, file.admit("abd", NOW));
    assertInstanceOf(Admission.Refused.class, file.admit("", NOW));
    assertInstanceOf(Admission.Refused.class, file.admit(ABC, NOW), "its hash opens nothing");
  }

  @Test
  void aTokenCountsUntilTheEndOfItsLastDay() throws IOException {
    TokenFile file = file("sensor write " + ABC + " 2026-06-30");
    assertInstanceOf(Admission.Admitted.class, file.admit("abc", NOW));
    assertEquals(
        new Admission.Refused("a token whose last day is over"),
        file.admit("abc", Instant.parse("2026-07-01T00:00:00Z")));
  }

  @Test
  void aChangedFileIsReadAgainAndAWrongOneIsNot() throws IOException {
    TokenFile file = file("");
    assertInstanceOf(Admission.Refused.class, file.admit("abc", NOW));
    write("a admin " + ABC, 1);
    assertEquals(new Admission.Admitted("a", Scope.ADMIN), file.admit("abc", NOW));
    write("a owner " + ABC, 2);
    assertInstanceOf(Admission.Admitted.class, file.admit("abc", NOW));
    write("", 3);
    assertInstanceOf(Admission.Refused.class, file.admit("abc", NOW));
  }

  @Test
  void aWrongLineIsNamedAndNotShown() throws IOException {
    String message = refusal("a read " + ABC + "\nsecret-word owner " + ABC);
    assertEquals("line 2: expected read, write or admin as scope, got another word", message);
    assertEquals(
        "line 1: expected NAME SCOPE SHA-256 [LAST-DAY], got 1 words", refusal("plain-token"));
    assertTrue(refusal("a read plain-token").contains("64 hexadecimal digits"));
    assertTrue(refusal("a read " + ABC + " tomorrow").contains("2027-01-31"));
  }

  @Test
  void afreshTokenIsLongAndItsLineOpensToItAlone() throws IOException {
    String token = TokenLine.fresh();
    assertEquals(43, token.length());
    assertNotEquals(token, TokenLine.fresh());
    TokenLine line =
        TokenLine.of("ci", Scope.WRITE, token, Optional.of(LocalDate.parse("2027-01-31")));
    assertEquals(line, TokenLine.parse(line.text()));
    assertFalse(line.text().contains(token));
    assertEquals(new Admission.Admitted("ci", Scope.WRITE), file(line.text()).admit(token, NOW));
  }

  private String refusal(String content) throws IOException {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> file(content)).getMessage());
  }

  private TokenFile file(String content) throws IOException {
    return TokenFile.open(write(content, 0));
  }

  private Path write(String content, int second) throws IOException {
    Path file = Files.writeString(directory.resolve("tokens"), content);
    return Files.setLastModifiedTime(file, FileTime.fromMillis(1000L * second));
  }
}
