package io.streambed.inference.http;

import io.streambed.inference.document.PageFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;

/** The live page and what it loads, all of it from the class path; and the OpenAPI document. */
final class PageEndpoints {
  private static final ContentType SCRIPT = ContentTypes.parse("text/javascript; charset=UTF-8");
  private static final ContentType STYLE = ContentTypes.parse("text/css; charset=UTF-8");
  private static final ContentType IMAGE = ContentTypes.parse("image/svg+xml");

  /** Files of the page besides itself. */
  private static final List<String> ASSETS =
      List.of(
          "live.css",
          "icon.svg",
          "main.js",
          "format.js",
          "login.js",
          "source.js",
          "stages.js",
          "series.js",
          "calibration.js",
          "models.js",
          "sensors.js",
          "pairs.js",
          "letters.js");

  private PageEndpoints() {}

  static List<Endpoint> all() {
    Map<String, Asset> files = new TreeMap<>();
    ASSETS.forEach(
        name ->
            files.put("/assets/" + name, new Asset(type(name), PageFile.bytes("/live/" + name))));
    files.put("/assets/d3.min.js", new Asset(SCRIPT, PageFile.d3()));
    files.put("/", new Asset(ContentTypes.TEXT_HTML_UTF8, PageFile.bytes("/live/index.html")));
    files.put(
        "/api/openapi.json",
        new Asset(ContentTypes.APPLICATION_JSON, PageFile.bytes("/live/openapi.json")));
    List<Endpoint> endpoints = new ArrayList<>();
    files.forEach(
        (path, file) ->
            endpoints.add(
                Endpoint.open(path, call -> Answers.of(200, file.type(), file.content()))));
    return endpoints;
  }

  private static final class Asset {
    private final ContentType type;
    private final byte[] content;

    Asset(ContentType type, byte[] content) {
      this.type = type;
      this.content = content;
    }

    ContentType type() {
      return type;
    }

    byte[] content() {
      return content;
    }
  }

  private static ContentType type(String name) {
    return name.endsWith(".js") ? SCRIPT : name.endsWith(".css") ? STYLE : IMAGE;
  }
}
