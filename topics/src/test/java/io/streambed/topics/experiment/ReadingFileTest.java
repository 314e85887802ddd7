package io.streambed.topics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.Data;
import io.streambed.science.Reading;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReadingFileTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static List<Reading> read(String text) {
    return ReadingFile.read(new StringReader(text), "s", 2, back -> NOW.minusSeconds(back));
  }

  private static Reading reading(Instant time, OptionalLong sequence, float a, float b) {
    return new Reading("s", time, sequence, Data.of(new float[] {a, b}));
  }

  @Test
  void withoutAHeadingEveryColumnIsAChannel() {
    assertEquals(
        List.of(
            reading(NOW.minusSeconds(1), OptionalLong.empty(), 1, 2),
            reading(NOW, OptionalLong.empty(), 3, -4.5f)),
        read("# years\n1,2\n\n3; -4.5 # the last\n"));
  }

  @Test
  void aHeadingMayNameTimeAndSequence() {
    assertEquals(
        List.of(reading(Instant.parse("1900-01-01T12:00:00Z"), OptionalLong.of(7), 30, 4)),
        read("hare,Time,lynx,sequence\n30,1900-01-01T12:00:00Z,4,7\n"));
  }

  @Test
  void whatIsNoReadingIsSaidWithItsLine() {
    assertRefused("expected 2 numbers, one of each channel in line 2, got 1 columns", "1,2\n3\n");
    assertRefused("expected a finite number in line 1, got \"NaN\"", "1,NaN\n");
    assertRefused(
        "expected a time such as 2026-01-01T00:00:00Z in line 2, got \"12\"", "time,a,b\n12,1,2\n");
    assertRefused(
        "expected a whole number as sequence in line 2, got \"1.5\"", "a,b,sequence\n1,2,1.5\n");
    String heading =
        "expected a heading of 2 channels, and time and sequence at most once in line 1";
    assertRefused(heading + ", got [time, a]", "time,a\n2026-01-01T00:00:00Z,1,2\n");
    assertRefused(heading + ", got [time, time]", "time,time\n1,2\n");
  }

  private static void assertRefused(String expected, String text) {
    assertEquals(
        expected, assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage());
  }
}
