package io.streambed.topics.experiment;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What an experiment file may hold at most, looked at before it is parsed. */
final class BoundedSettings {
  private static final int MOST_BYTES = 1 << 20;

  /** Of each other they could grow as a power of this. */
  private static final int MOST_SUBSTITUTIONS = 16;

  /** The parser goes down one call for each. */
  private static final int MOST_NESTING = 64;

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{");
  private static final Pattern ADDRESS = Pattern.compile("\\binclude\\s+[^\\n]*(\\burl\\s*\\(|:/)");
  private static final Pattern DOTTED =
      Pattern.compile("(\\.[^.\\s\"]*){%d}".formatted(MOST_NESTING));

  private BoundedSettings() {}

  /**
   * @throws ConfigException if it holds more, or cannot be read
   */
  static void check(URL file) {
    ConfigOrigin origin = ConfigOriginFactory.newURL(file);
    String text = text(file, origin);
    if (SUBSTITUTION.matcher(text).results().limit(MOST_SUBSTITUTIONS + 1).count()
        > MOST_SUBSTITUTIONS) {
      throw refused(origin, "expected at most %d substitutions".formatted(MOST_SUBSTITUTIONS));
    }
    if (ADDRESS.matcher(text).find()) {
      throw refused(origin, "expected no include of an address, only of files");
    }
    if (nesting(text) > MOST_NESTING || DOTTED.matcher(text).find()) {
      throw refused(origin, "expected values nested at most %d deep".formatted(MOST_NESTING));
    }
  }

  private static String text(URL file, ConfigOrigin origin) {
    try (InputStream content = file.openStream()) {
      byte[] bytes = content.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw refused(origin, "expected at most %d KiB".formatted(MOST_BYTES >> 10));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new ConfigException.IO(origin, "cannot be read: " + unreadable, unreadable);
    }
  }

  /** Of brackets, those in texts and comments among them. */
  private static int nesting(String text) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{' || c == '[') {
        deepest = Math.max(deepest, ++depth);
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
    return deepest;
  }

  private static ConfigException refused(ConfigOrigin origin, String expected) {
    return new ConfigException.Parse(origin, expected);
  }
}
