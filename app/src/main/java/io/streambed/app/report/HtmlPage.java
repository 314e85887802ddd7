package io.streambed.app.report;

import io.streambed.inference.document.Json;
import io.streambed.inference.document.PageFile;
import java.nio.charset.StandardCharsets;

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
        .replace("/*D3*/", text(PageFile.d3()))
        .replace(
            "/*SCRIPT*/",
            resource("/report/charts.js") + "\n" + resource("/report/%s.js".formatted(kind)))
        .replace("/*DATA*/", harmless(Json.text(content)));
  }

  /** The same document, without what would end the element that holds it. */
  private static String harmless(String json) {
    return json.replace("<", "\\u003c");
  }

  private static String resource(String name) {
    return text(PageFile.bytes(name));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
