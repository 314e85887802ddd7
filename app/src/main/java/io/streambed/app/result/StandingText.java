package io.streambed.app.result;

import io.streambed.science.Posterior.Standing;
import java.util.Locale;

/** Says for people what a posterior stands on. */
public final class StandingText {

  private StandingText() {}

  /** What follows a line on a posterior; nothing where it stands on its own observation alone. */
  public static String of(Standing standing) {
    if (standing.late()) {
      return ", set aside from others of its sensor";
    }
    if (standing.equals(Standing.ALONE)) {
      return "";
    }
    String text = ", on %d observations".formatted(standing.observations());
    if (standing.weight() < standing.observations()) {
      text += String.format(Locale.ROOT, " that weigh %.1f", standing.weight());
    }
    if (standing.doubtful() > 0) {
      text +=
          String.format(
              Locale.ROOT,
              ", %.0f %% of doubtful ones",
              100 * standing.doubtful() / standing.weight());
    }
    return standing.notCarried() == 0
        ? text
        : text + ", %d of earlier models left out".formatted(standing.notCarried());
  }
}
