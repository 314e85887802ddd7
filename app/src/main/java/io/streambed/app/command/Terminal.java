package io.streambed.app.command;

import io.streambed.app.progress.ProgressLine;
import java.io.PrintWriter;

/** What the launcher found out about where it was called from, and hands on as properties. */
final class Terminal {
  private static final int USUAL_COLUMNS = 80;

  private Terminal() {}

  /** Progress on {@code err}: live if it is a terminal, no wider than it is. */
  static ProgressLine progress(PrintWriter err) {
    int columns = Integer.getInteger("streambed.columns", USUAL_COLUMNS);
    return new ProgressLine(
        err, Boolean.getBoolean("streambed.terminal"), columns > 0 ? columns : USUAL_COLUMNS);
  }

  /** How the user calls Streambed. */
  static String command() {
    return System.getProperty("streambed.command", "./streambed");
  }
}
