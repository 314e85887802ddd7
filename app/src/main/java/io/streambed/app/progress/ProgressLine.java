package io.streambed.app.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongFunction;

/** Shows how training goes: live on a terminal, else a plain line every few seconds. */
public final class ProgressLine implements RunWatch.Listener {
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

  private final PrintWriter out;
  private final boolean live;
  private final int columns;
  private long lastNanos = System.nanoTime() - PLAIN_INTERVAL.toNanos();
  private double firstShare = Double.NaN;
  private long firstNanos;
  private int shown;
  private boolean ended;

  /**
   * @param out where to
   * @param live whether it is a terminal, on which the line is written over and over
   * @param columns width of the terminal, at least 1
   */
  public ProgressLine(PrintWriter out, boolean live, int columns) {
    this.out = out;
    this.live = live;
    this.columns = columns;
  }

  /** Shows {@code state} if it is time to. */
  @Override
  public synchronized void word(RunState state) {
    if (state.newest().containsKey("trainer")) {
      show(now -> text(state, secondsLeft(state, now)));
    }
  }

  @Override
  public synchronized void outage(Duration length) {
    show(
        now ->
            "no broker has answered for %d s; waiting, nothing is lost"
                .formatted(length.toSeconds()));
  }

  private void show(LongFunction<String> text) {
    long now = System.nanoTime();
    if (ended || (!live && now - lastNanos < PLAIN_INTERVAL.toNanos())) {
      return;
    }
    lastNanos = now;
    String line = text.apply(now);
    if (live) {
      // A line that wraps could not be written over.
      String fitting = line.substring(0, Math.min(line.length(), columns - 1));
      out.print("\r" + fitting + " ".repeat(Math.max(0, shown - fitting.length())));
      shown = fitting.length();
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Leaves the line as it stands, and goes on with {@code next}; no state is shown any more. */
  public synchronized void end(String next) {
    ended = true;
    if (shown > 0) {
      out.println();
      shown = 0;
    }
    out.println(next);
    out.flush();
  }

  /** The line. */
  static String text(RunState state, double secondsLeft) {
    StringBuilder line = new StringBuilder();
    double share = state.figure("trainer", "budget_share");
    append(line, Double.isFinite(share) ? 100 * share : Double.NaN, "%3.0f %%");
    line.append(" ").append(phase(state));
    append(line, state.figure("trainer", "pairs_per_second"), "%,6.0f pairs/s");
    append(line, state.figure("trainer", "steps_per_second"), "%5.1f steps/s");
    append(line, state.figure("trainer", "loss_nats"), "loss %.3f");
    append(line, state.figure("trainer", "held_out_loss_nats"), "held out %.3f");
    append(line, state.figure("trainer", "model_version"), "model %.0f");
    double failed = state.figure("trainer", "failed_runs");
    append(line, failed > 0 ? failed : Double.NaN, "%,.0f runs failed");
    append(line, secondsLeft, "%.0f s left");
    return line.toString().strip();
  }

  private static String phase(RunState state) {
    double round = state.figure("trainer", "round");
    String phase = state.note("trainer", "phase");
    return Double.isFinite(round) ? "%s round %.0f".formatted(phase, round + 1) : phase;
  }

  private double secondsLeft(RunState state, long now) {
    double share = state.figure("trainer", "budget_share");
    if (Double.isFinite(share) && Double.isNaN(firstShare)) {
      firstShare = share;
      firstNanos = now;
    }
    double gained = share - firstShare;
    return gained > 1e-3 ? (now - firstNanos) / 1e9 * (1 - share) / gained : Double.NaN;
  }

  private static void append(StringBuilder line, double value, String format) {
    if (Double.isFinite(value)) {
      line.append(line.isEmpty() ? "" : "  ").append(String.format(Locale.ROOT, format, value));
    }
  }
}
