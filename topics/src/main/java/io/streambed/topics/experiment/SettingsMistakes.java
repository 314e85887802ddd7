package io.streambed.topics.experiment;

import java.util.ArrayList;
import java.util.List;

/** The mistakes found so far in one experiment file, shared by its sections. */
final class SettingsMistakes {
  private final String source;
  private final List<SettingsMistake> mistakes = new ArrayList<>();

  SettingsMistakes(String source) {
    this.source = source;
  }

  /** The file, for people. */
  String source() {
    return source;
  }

  void note(SettingsMistake mistake) {
    mistakes.add(mistake);
  }

  void throwIfAny() {
    if (!mistakes.isEmpty()) {
      throw new InvalidSettings(source, mistakes);
    }
  }
}
