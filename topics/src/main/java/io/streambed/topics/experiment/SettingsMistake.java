package io.streambed.topics.experiment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing wrong in an experiment file.
 *
 * @param path the key's full path, for example {@code training.batch}
 * @param where file and line, or what else set the value
 * @param found what stands there, or {@code nothing}
 * @param expected what would be right
 */
public record SettingsMistake(String path, String where, String found, String expected) {

  /** How our own checks speak. */
  private static final Pattern EXPECTATION =
      Pattern.compile("expected (.+), got (.+)", Pattern.DOTALL);

  /** What a check said of the section at {@code path}. */
  static SettingsMistake said(String path, String where, String message) {
    Matcher parts = EXPECTATION.matcher(message);
    return parts.matches()
        ? new SettingsMistake(path, where, parts.group(2), parts.group(1))
        : new SettingsMistake(path, where, message, "settings that fit together");
  }

  /** One line for people. */
  @Override
  public String toString() {
    return "%s: expected %s, found %s (%s)".formatted(path, expected, found, where);
  }
}
