package io.streambed.app.report;

import io.streambed.app.report.FindingsReport.Trained;
import io.streambed.app.result.ReproductionResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The page of a reproduction: its claims with their verdicts, and what they rest on. */
public final class FindingsPage {

  private FindingsPage() {}

  /**
   * Writes {@code report} to {@code file}, in place of what is there.
   *
   * @throws IOException saying which file cannot be written
   */
  public static void write(FindingsReport report, Path file) throws IOException {
    WholeFile.write(file, of(report));
  }

  /** The page. */
  static String of(FindingsReport report) {
    return HtmlPage.of("findings", Content.of(report));
  }

  /** What the script reads. */
  private record Content(
      String title,
      String lead,
      ReproductionResult result,
      List<Part> sections,
      List<Trained> trainings) {

    static Content of(FindingsReport report) {
      return new Content(
          report.title(),
          report.lead(),
          report.result(),
          report.sections().stream().map(Part::of).toList(),
          report.trainings());
    }
  }

  private record Part(String title, String note, List<Drawing> drawings) {

    static Part of(Section section) {
      return new Part(
          section.title(), section.note(), section.charts().stream().map(Drawing::of).toList());
    }
  }

  /** {@code kind} names the script's function. */
  private record Drawing(String kind, Chart chart) {

    static Drawing of(Chart chart) {
      return new Drawing(chart.getClass().getSimpleName().toLowerCase(Locale.ROOT), chart);
    }
  }
}
