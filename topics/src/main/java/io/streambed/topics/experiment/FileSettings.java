package io.streambed.topics.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.net.URL;
import java.util.List;
import java.util.Map;

/**
 * Reads an experiment file (HOCON). Its keys stand at the top level, without a wrapper; defaults
 * come from {@code streambed} in reference.conf, which is also the list of all keys there are.
 */
public final class FileSettings {

  private FileSettings() {}

  /**
   * The file over the defaults, under {@code overrides}.
   *
   * @param overrides values by path, such as {@code training.steps}, that win over the file
   * @return settings that have noted every unknown key of the file and of the overrides
   * @throws InvalidSettings if the file cannot be read or is not HOCON
   */
  public static CheckedSettings load(URL file, Map<String, ?> overrides) {
    String source = file.getProtocol().equals("file") ? file.getPath() : name(file);
    try {
      BoundedSettings.check(file);
      Config content = ConfigFactory.parseURL(file, options());
      Config defaults = ConfigFactory.defaultReference().getConfig("streambed");
      Config typed = ConfigFactory.parseMap(overrides, "the command line");
      Config all = typed.withFallback(content).withFallback(defaults).resolve();
      SettingsMistakes mistakes = new SettingsMistakes(source);
      for (Config given : List.of(content.resolve(), typed)) {
        noteUnknownKeys(new CheckedSettings(given.root(), "", mistakes), defaults.root());
      }
      return new CheckedSettings(all.root(), "", mistakes);
    } catch (ConfigException problem) {
      throw new InvalidSettings(source, List.of(unreadable(source, problem)));
    }
  }

  /**
   * A value as an experiment file writes it, such as {@code 3e-3} or {@code [4000, 6000]}.
   *
   * @throws IllegalArgumentException if a file could not hold it
   */
  public static Object value(String text) {
    try {
      Config one = ConfigFactory.parseString("value = " + text, options());
      if (one.root().size() == 1) {
        return one.getAnyRef("value");
      }
    } catch (ConfigException problem) {
      throw new IllegalArgumentException(notOne(text), problem);
    }
    throw new IllegalArgumentException(notOne(text));
  }

  private static String notOne(String text) {
    return "expected one value as in an experiment file, got '%s'".formatted(text);
  }

  private static ConfigParseOptions options() {
    return ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false);
  }

  private static void noteUnknownKeys(CheckedSettings section, ConfigObject known) {
    section.allowOnly(known.keySet());
    known.forEach(
        (key, value) -> {
          boolean free = value instanceof ConfigObject object && object.isEmpty();
          if (value instanceof ConfigObject object && !free && section.isSection(key)) {
            noteUnknownKeys(section.section(key), object);
          }
        });
  }

  private static SettingsMistake unreadable(String source, ConfigException problem) {
    String where = problem.origin() == null ? source : RawSettings.where(problem.origin(), source);
    String found = String.valueOf(problem.getMessage());
    return new SettingsMistake("the file", where, found, "an experiment file in HOCON");
  }

  private static String name(URL file) {
    return file.getPath().substring(file.getPath().lastIndexOf('/') + 1);
  }
}
