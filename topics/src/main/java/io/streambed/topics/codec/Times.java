package io.streambed.topics.codec;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Instants and durations as protobuf's. */
final class Times {

  /** The years 1 to 9999, in seconds of the epoch. */
  private static final long FIRST_SECOND = -62_135_596_800L;

  private static final long LAST_SECOND = 253_402_300_799L;

  /** 10,000 years. */
  private static final long LONGEST_SECONDS = 315_576_000_000L;

  private Times() {}

  static Timestamp of(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  static com.google.protobuf.Duration of(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  /**
   * @throws IllegalArgumentException if it is none of the years 1 to 9999
   */
  static Instant instant(String what, Timestamp time) {
    if (time.getSeconds() < FIRST_SECOND
        || time.getSeconds() > LAST_SECOND
        || !isPart(time.getNanos())) {
      throw new IllegalArgumentException(
          "expected %s within years 1 to 9999, got %d s and %d ns of the epoch"
              .formatted(what, time.getSeconds(), time.getNanos()));
    }
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  /**
   * @throws IllegalArgumentException if it is longer than 10,000 years
   */
  static Duration duration(String what, com.google.protobuf.Duration duration) {
    if (duration.getSeconds() < -LONGEST_SECONDS
        || duration.getSeconds() > LONGEST_SECONDS
        || !isPart(Math.abs(duration.getNanos()))) {
      throw new IllegalArgumentException(
          "expected %s within 10,000 years, got %d s and %d ns"
              .formatted(what, duration.getSeconds(), duration.getNanos()));
    }
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }

  private static boolean isPart(int nanos) {
    return nanos >= 0 && nanos < 1_000_000_000;
  }
}
