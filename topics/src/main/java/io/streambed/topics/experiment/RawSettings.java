package io.streambed.topics.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a file says at a place, and which place that is. */
final class RawSettings {
  private static final int LONGEST_VALUE = 60;

  private RawSettings() {}

  /** A whole number, without the silent cut of 1.5 to 1. */
  static Long whole(Config config, String key) {
    Number number = config.getNumber(key);
    long whole = number.longValue();
    if (number instanceof Double && number.doubleValue() != whole) {
      throw new ConfigException.BadValue(key, "not a whole number");
    }
    return whole;
  }

  /** The value under a path of keys with dots between them; null if there is none. */
  static @Nullable ConfigValue at(ConfigObject section, String path) {
    ConfigValue value = section;
    for (String key : path.split("\\.", -1)) {
      value = value instanceof ConfigObject object ? object.get(key) : null;
    }
    return value;
  }

  /** The file that a value names, relative to the file in which it stands. */
  static URL location(ConfigValue value) {
    String name = String.valueOf(value.unwrapped());
    try {
      URL base = value.origin().url();
      return base == null ? Path.of(name).toUri().toURL() : new URL(base, name);
    } catch (MalformedURLException | InvalidPathException problem) {
      throw new ConfigException.BadValue(value.origin(), name, "not a file's name", problem);
    }
  }

  /** A text that is not blank; empty for anything else. */
  static Optional<String> text(ConfigValue value) {
    return value.unwrapped() instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The same of this machine's files; relative to the working directory where no file names it. */
  static Optional<Path> path(ConfigValue value) {
    try {
      Path named = Path.of(String.valueOf(value.unwrapped()));
      URL base = value.origin().url();
      if (named.isAbsolute() || base == null) {
        return Optional.of(named.toAbsolutePath());
      }
      return base.getProtocol().equals("file")
          ? Optional.of(Path.of(base.toURI()).resolveSibling(named))
          : Optional.empty();
    } catch (InvalidPathException | URISyntaxException noName) {
      return Optional.empty();
    }
  }

  static boolean readable(URL file) {
    try (InputStream content = file.openStream()) {
      return content.read() >= 0;
    } catch (IOException problem) {
      return false;
    }
  }

  /** The value as it would be written, shortened. */
  static String found(@Nullable ConfigValue value) {
    if (value == null || value.unwrapped() == null) {
      return "nothing";
    }
    String text = value.render(ConfigRenderOptions.concise());
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
  }

  /** File and line, or else whatever set the value; {@code source} where several did. */
  static String where(ConfigOrigin origin, String source) {
    String file = origin.filename() != null ? origin.filename() : origin.resource();
    if (file != null) {
      return origin.lineNumber() < 0 ? file : "%s:%d".formatted(file, origin.lineNumber());
    }
    String description = origin.description();
    boolean vague = description.startsWith("merge of") || description.startsWith("empty config");
    return vague ? source : description;
  }
}
