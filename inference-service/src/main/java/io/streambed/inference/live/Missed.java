package io.streambed.inference.live;

import io.streambed.inference.document.PosteriorNote;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody who was away for a while has missed of a sensor. */
final class Missed {
  /** Names what came before every note. */
  static final String BEGINNING = "beginning";

  private static final Pattern ID = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

  private Missed() {}

  /**
   * Those of {@code notes}, oldest first, that were read after the one named {@code id}: of its
   * partition those behind it; of another one, to which the sensor has moved, all.
   *
   * @param id of a note, or {@link #BEGINNING} for all; one that names none for nothing
   */
  static List<PosteriorNote> after(String id, List<PosteriorNote> notes) {
    if (id.equals(BEGINNING)) {
      return notes;
    }
    Matcher named = ID.matcher(id);
    if (!named.matches()) {
      return List.of();
    }
    int partition = Integer.parseInt(named.group(1));
    long offset = Long.parseLong(named.group(2));
    return notes.stream()
        .filter(note -> note.partition() != partition || note.offset() > offset)
        .toList();
  }
}
