package io.streambed.topics.experiment;

/**
 * One thing wrong in an experiment file.
 *
 * @param path the key's full path, for example {@code training.batch}
 * @param where file and line, or what else set the value
 * @param found what stands there, or {@code nothing}
 * @param expected what would be right
 */
public record SettingsMistake(String path, String where, String found, String expected) {

  /** One line for people. */
  @Override
  public String toString() {
    return "%s: expected %s, found %s (%s)".formatted(path, expected, found, where);
  }
}
