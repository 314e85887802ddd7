package io.streambed.topics.experiment;

import java.util.List;
import java.util.stream.Collectors;

/** An experiment file that cannot be used. Names all mistakes at once, one a line. */
public final class InvalidSettings extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String text;
  private final transient List<SettingsMistake> mistakes;

  InvalidSettings(String source, List<SettingsMistake> mistakes) {
    this.mistakes = List.copyOf(mistakes);
    String heading =
        "%s has %d mistake%s:".formatted(source, mistakes.size(), mistakes.size() == 1 ? "" : "s");
    this.text =
        mistakes.stream()
            .map(mistake -> "\n  " + mistake)
            .collect(Collectors.joining("", heading, ""));
  }

  /** At least one, in the order of reading. */
  public List<SettingsMistake> mistakes() {
    return mistakes;
  }

  @Override
  public String getMessage() {
    return text;
  }
}
