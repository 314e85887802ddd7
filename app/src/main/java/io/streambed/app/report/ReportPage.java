package io.streambed.app.report;

import io.streambed.app.result.DemoResult;
import io.streambed.app.result.Json;
import io.streambed.science.Calibration;
import io.streambed.science.Draws;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes a report: a page, its style, its script, d3 and the data in one file. */
public final class ReportPage {
  private static final int SHOWN_DRAWS = 2500;
  private static final MathContext DIGITS = new MathContext(5);

  private ReportPage() {}

  /** Writes {@code report} to {@code file}, in place of what is there. */
  public static void write(Report report, Path file) throws IOException {
    Path temporary = temporary(file);
    Files.writeString(temporary, of(report));
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Looks whether {@code file} can be written, before any work.
   *
   * @throws IOException if it cannot
   */
  public static void probe(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("expected a file, got a directory");
    }
    Path temporary = temporary(file);
    Files.writeString(temporary, "");
    Files.delete(temporary);
  }

  private static Path temporary(Path file) {
    return file.resolveSibling(file.getFileName() + ".tmp");
  }

  /** The page; the data come last, so that nothing in them is taken for a marker. */
  static String of(Report report) {
    String page = resource("/report/report.html");
    return page.replace("/*STYLE*/", resource("/report/report.css"))
        .replace("/*D3*/", d3())
        .replace("/*SCRIPT*/", resource("/report/report.js"))
        .replace("/*DATA*/", harmless(Json.text(Content.of(report))));
  }

  /** The same document, without what would end the element that holds it. */
  private static String harmless(String json) {
    return json.replace("<", "\\u003c");
  }

  private static String d3() {
    Properties library = new Properties();
    try (InputStream stream = open("/META-INF/maven/org.webjars.npm/d3/pom.properties")) {
      library.load(stream);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return resource(
        "/META-INF/resources/webjars/d3/%s/dist/d3.min.js"
            .formatted(library.getProperty("version")));
  }

  private static String resource(String name) {
    try (InputStream stream = open(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream stream = ReportPage.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IOException("expected the resource %s on the class path".formatted(name));
    }
    return stream;
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
