package io.streambed.app.report;

import java.util.List;

/**
 * A part of a page.
 *
 * @param title its heading
 * @param note what is seen and how it was measured, for people
 * @param charts from the top down
 */
public record Section(String title, String note, List<Chart> charts) {

  public Section {
    charts = List.copyOf(charts);
  }
}
