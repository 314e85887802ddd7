package io.streambed.inference.live;

import io.streambed.topics.DeadLetter;
import io.streambed.topics.Position;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * A dead letter as it is remembered: without its bytes, which stand on the topic.
 *
 * @param origin where its record stood
 * @param stage in which it was found unusable
 * @param cause what was wrong
 * @param key of its record
 * @param bytes of its record that were kept
 * @param whole whether that is all of them, so that it can be sent again
 * @param fate what people did about it
 * @param time when it was written
 * @param place where it stands on the topic of dead letters
 */
public record Letter(
    Position origin,
    DeadLetter.Stage stage,
    String cause,
    String key,
    int bytes,
    boolean whole,
    DeadLetter.Fate fate,
    Instant time,
    Position place) {
  /** In the order of the topic, which has one partition; of more, by offset all the same. */
  static final Comparator<Letter> NEWEST_FIRST =
      Comparator.<Letter>comparingLong(letter -> letter.place().offset())
          .thenComparingInt(letter -> letter.place().partition())
          .reversed();

  /** What one takes beside its texts. */
  private static final int BESIDE = 300;

  /** That of {@code letter}, written at {@code time}, which stands at {@code place}. */
  static Letter of(DeadLetter letter, Instant time, Position place) {
    return new Letter(
        letter.origin(),
        letter.stage(),
        letter.cause(),
        letter.key(),
        letter.value().size(),
        letter.isWhole(),
        letter.fate(),
        time,
        place);
  }

  /** Stands behind every letter. */
  public static final Letter END =
      of(
          new DeadLetter(
              new Position("", 0, Long.MAX_VALUE),
              DeadLetter.Stage.TASK_PUT,
              "",
              "",
              ByteString.emptyByteString()),
          Instant.MAX,
          new Position("", Integer.MAX_VALUE, Long.MAX_VALUE));

  /** Those of {@code letters} that were written before this one. */
  public List<Letter> before(List<Letter> letters) {
    return letters.stream().filter(letter -> NEWEST_FIRST.compare(letter, this) > 0).toList();
  }

  /** Names it: where its record stood. */
  public String id() {
    return origin.toString();
  }

  /** As on the topic, but for the bytes. */
  public DeadLetter withoutRecord() {
    return new DeadLetter(origin, stage, cause, key, ByteString.emptyByteString(), fate);
  }

  /** Whether nobody has done anything about it. */
  public boolean isOpen() {
    return fate == DeadLetter.Fate.OPEN;
  }

  Letter settled(DeadLetter.Fate became) {
    return new Letter(origin, stage, cause, key, bytes, whole, became, time, place);
  }

  /** Bytes of memory, about. */
  long weight() {
    return BESIDE + cause.length() + key.length();
  }
}
