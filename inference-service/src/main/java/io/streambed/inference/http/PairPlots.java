package io.streambed.inference.http;

import io.streambed.inference.document.Json;
import io.streambed.inference.document.PosteriorNote;
import io.streambed.inference.live.Sensor;
import io.streambed.science.diagnostics.PairHistograms;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pair plots of the sensors that were looked at last, as they are sent: each is binned once,
 * however many look at it. Thread-safe.
 */
final class PairPlots {
  private static final int MOST = 64;

  /** Of 40 bins and eight parameters one takes 120 kB, of 100 bins and twenty parameters 8 MB. */
  private static final long MOST_BYTES = 16L << 20;

  private final long mostBytes;
  private final Map<String, Plot> plots = new LinkedHashMap<>(MOST, 0.75f, true);

  PairPlots() {
    this(MOST_BYTES);
  }

  /**
   * @param mostBytes of the documents together, but for the one that was looked at last
   */
  PairPlots(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  private record Pairs(String sensor, String observation, long number, PairHistograms histograms) {}

  /** The document of the newest posterior of {@code sensor} in so many bins. */
  byte[] document(Sensor sensor, int bins) {
    byte[] document = plot(sensor, bins).document(sensor);
    makeRoom();
    return document;
  }

  /** Beside the one that was looked at last only as many as fit. */
  private synchronized void makeRoom() {
    long bytes = plots.values().stream().mapToLong(Plot::bytes).sum();
    Iterator<Plot> eldest = plots.values().iterator();
    while (bytes > mostBytes && plots.size() > 1) {
      bytes -= eldest.next().bytes();
      eldest.remove();
    }
  }

  private synchronized Plot plot(Sensor sensor, int bins) {
    Plot known = plots.get(sensor.name());
    if (known != null && known.bins == bins && known.note.equals(sensor.note())) {
      return known;
    }
    Plot fresh = new Plot(sensor.note(), bins);
    plots.put(sensor.name(), fresh);
    if (plots.size() > MOST) {
      plots.remove(plots.keySet().iterator().next());
    }
    return fresh;
  }

  /** Made by whoever asks first; the others wait for it. */
  private static final class Plot {
    private final PosteriorNote note;
    private final int bins;
    private volatile byte @Nullable [] document;

    Plot(PosteriorNote note, int bins) {
      this.note = note;
      this.bins = bins;
    }

    /** 0 until it is made. */
    long bytes() {
      byte[] made = document;
      return made == null ? 0 : made.length;
    }

    synchronized byte[] document(Sensor sensor) {
      if (document == null) {
        Pairs pairs =
            new Pairs(
                sensor.name(),
                note.observation(),
                note.number(),
                PairHistograms.of(sensor.newest().draws(), bins));
        document = Json.text(pairs).getBytes(StandardCharsets.UTF_8);
      }
      return document;
    }
  }
}
