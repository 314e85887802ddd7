package io.streambed.inference.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Files of the class path of which pages are made. */
public final class PageFile {

  private PageFile() {}

  /**
   * The bytes of a resource.
   *
   * @param name from the root of the class path, with a slash before it
   * @throws UncheckedIOException naming it, if it is not there
   */
  public static byte[] bytes(String name) {
    try (InputStream stream = open(name)) {
      return stream.readAllBytes();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** The charts' library as it comes in its web jar, whatever its version. */
  public static byte[] d3() {
    Properties library = new Properties();
    try (InputStream stream = open("/META-INF/maven/org.webjars.npm/d3/pom.properties")) {
      library.load(stream);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return bytes(
        "/META-INF/resources/webjars/d3/%s/dist/d3.min.js"
            .formatted(library.getProperty("version")));
  }

  private static InputStream open(String name) throws IOException {
    InputStream stream = PageFile.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IOException("expected the resource %s on the class path".formatted(name));
    }
    return stream;
  }
}
