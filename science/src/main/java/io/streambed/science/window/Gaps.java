package io.streambed.science.window;

import io.streambed.science.Data;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes data of the readings of a window, and does what the rule says where there are none. */
final class Gaps {
  private final WindowRule rule;
  private final TreeMap<Long, Data> readings;
  private final float[] values;

  private Gaps(WindowRule rule, TreeMap<Long, Data> readings) {
    this.rule = rule;
    this.readings = readings;
    values = new float[rule.shape().size()];
  }

  /**
   * The window from {@code start} on.
   *
   * @param readings by place, also those around the window
   */
  static ClosedWindow close(WindowRule rule, long start, TreeMap<Long, Data> readings) {
    return new Gaps(rule, readings).close(start);
  }

  private ClosedWindow close(long start) {
    long end = start + rule.length();
    SortedMap<Long, Data> present = readings.subMap(start, end);
    int missing = rule.length() - present.size();
    if (missing > 0 && rule.gaps().kind() == GapRule.Kind.REJECT) {
      return rejected(start, "%d of %d readings are missing".formatted(missing, rule.length()));
    }
    if (missing > rule.gaps().inAll()) {
      return rejected(
          start,
          "%d of %d readings are missing, more than %d"
              .formatted(missing, rule.length(), rule.gaps().inAll()));
    }
    present.forEach((place, reading) -> put((int) (place - start), reading));
    long place = start;
    while (place < end) {
      if (readings.containsKey(place)) {
        place++;
        continue;
      }
      Map.Entry<Long, Data> before = readings.lowerEntry(place);
      Map.Entry<Long, Data> after = readings.higherEntry(place);
      String mistake = mistake(place, end, before, after);
      if (mistake != null) {
        return rejected(start, mistake);
      }
      long stop = after == null ? end : Math.min(end, after.getKey());
      for (; place < stop; place++) {
        fill((int) (place - start), place, before, after);
      }
    }
    int[] shape = rule.shape().dataShape().stream().mapToInt(Integer::intValue).toArray();
    return new ClosedWindow.Made(start, Data.of(values, shape), missing);
  }

  /** Why the gap from {@code place} on cannot be filled; null if it can. */
  private @Nullable String mistake(
      long place,
      long end,
      Map.@Nullable Entry<Long, Data> before,
      Map.@Nullable Entry<Long, Data> after) {
    boolean isLine = rule.gaps().kind() == GapRule.Kind.INTERPOLATE;
    if (isLine && (before == null || after == null)) {
      return before == null
          ? "readings are missing at its beginning, with none near before it"
          : "readings are missing at its end, with none after it";
    }
    long from = isLine && before != null ? before.getKey() + 1 : place;
    long stop = after == null ? end : isLine ? after.getKey() : Math.min(end, after.getKey());
    return stop - from <= rule.gaps().inARow()
        ? null
        : "%d readings in a row are missing, more than %d"
            .formatted(stop - from, rule.gaps().inARow());
  }

  private void fill(
      int index,
      long place,
      Map.@Nullable Entry<Long, Data> before,
      Map.@Nullable Entry<Long, Data> after) {
    for (int c = 0; c < rule.channels(); c++) {
      float value = rule.gaps().fill();
      if (rule.gaps().kind() == GapRule.Kind.INTERPOLATE && before != null && after != null) {
        double share = (double) (place - before.getKey()) / (after.getKey() - before.getKey());
        double low = before.getValue().get(c);
        value = (float) (low + share * (after.getValue().get(c) - low));
      }
      values[rule.shape().index(c, index)] = value;
    }
  }

  private void put(int index, Data reading) {
    for (int c = 0; c < rule.channels(); c++) {
      values[rule.shape().index(c, index)] = reading.get(c);
    }
  }

  private static ClosedWindow rejected(long start, String cause) {
    return new ClosedWindow.Rejected(start, cause);
  }
}
