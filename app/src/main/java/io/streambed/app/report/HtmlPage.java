package io.streambed.app.report;

import io.streambed.inference.document.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** A page with its style, its scripts, d3 and its data in one file, which loads nothing else. */
final class HtmlPage {

  private HtmlPage() {}

  /**
   * The page of one kind.
   *
   * @param kind names its body and its script, {@code /report/<kind>.html} and {@code .js}; the
   *     script follows {@code charts.js}, which all share
   * @param content what the script reads, as JSON
   */
  static String of(String kind, Object content) {
    // The data come last, so that nothing in them is taken for a marker.
    return resource("/report/page.html")
        .replace("/*STYLE*/", resource("/report/report.css"))
        .replace("/*BODY*/", resource("/report/%s.html".formatted(kind)))
        .replace("/*D3*/", d3())
        .replace(
            "/*SCRIPT*/",
            resource("/report/charts.js") + "\n" + resource("/report/%s.js".formatted(kind)))
        .replace("/*DATA*/", harmless(Json.text(content)));
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
    InputStream stream = HtmlPage.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IOException("expected the resource %s on the class path".formatted(name));
    }
    return stream;
  }
}
