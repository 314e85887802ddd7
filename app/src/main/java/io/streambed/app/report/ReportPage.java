package io.streambed.app.report;

import io.streambed.app.result.DemoResult;
import io.streambed.science.Calibration;
import io.streambed.science.Draws;
import io.streambed.science.diagnostics.CalibrationCurves;
import io.streambed.science.diagnostics.Roc;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The page of a posterior: what a demonstration came to. */
public final class ReportPage {
  private static final int SHOWN_DRAWS = 2500;
  private static final MathContext DIGITS = new MathContext(5);

  private ReportPage() {}

  /**
   * Writes {@code report} to {@code file}, in place of what is there.
   *
   * @throws IOException saying which file cannot be written
   */
  public static void write(Report report, Path file) throws IOException {
    WholeFile.write(file, of(report));
  }

  /** The page. */
  static String of(Report report) {
    return HtmlPage.of("report", Content.of(report));
  }

  /** What the script reads; draws are [S][P], thinned. */
  private record Content(
      String title,
      String sensor,
      DemoResult result,
      int draws,
      List<List<BigDecimal>> ours,
      List<List<BigDecimal>> reference,
      List<LossPoint> losses,
      @Nullable Calibration calibration,
      CalibrationCurves curves,
      List<PredictiveChannel> predictive,
      List<Roc> detection,
      Map<String, String> run) {

    static Content of(Report report) {
      return new Content(
          report.title(),
          report.sensor(),
          report.result(),
          report.draws().size(),
          rows(report.draws()),
          report.reference() == null ? List.of() : rows(report.reference()),
          report.losses(),
          report.calibration(),
          report.curves(),
          report.predictive(),
          report.detection(),
          report.run());
    }

    /** At most so many draws, evenly spread over all. */
    private static List<List<BigDecimal>> rows(Draws draws) {
      int shown = Math.min(SHOWN_DRAWS, draws.size());
      return IntStream.range(0, shown)
          .map(i -> (int) ((long) i * draws.size() / shown))
          .mapToObj(
              s ->
                  IntStream.range(0, draws.parameters())
                      .mapToObj(p -> new BigDecimal(draws.get(s, p)).round(DIGITS))
                      .toList())
          .toList();
    }
  }
}
