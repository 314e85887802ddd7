package io.streambed.inference;

import io.streambed.science.posterior.TrustLimits;
import io.streambed.science.posterior.TrustLimits.Limit;
import io.streambed.topics.experiment.CheckedSettings;
import java.time.Duration;

/** Reads the limits of a trusted posterior: section {@code inference.trust}. */
final class TrustSection {
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private TrustSection() {}

  /** Mistakes are noted in {@code inference}. */
  static TrustLimits from(CheckedSettings inference) {
    CheckedSettings trust = inference.section("trust");
    Duration age = trust.duration("age", Duration.ZERO, LONGEST);
    return new TrustLimits(
        falling(trust.section("effective-draws"), 1e9),
        rising(trust.section("pareto-k"), 1e3),
        rising(trust.section("normaliser"), 1e6),
        rising(trust.section("distance"), 1e6),
        rising(trust.section("observations"), 1e12),
        rising(trust.section("doubtful-observations"), 1),
        rising(trust.section("lost-mass"), 1),
        age.isZero() ? LONGEST : age);
  }

  private static Limit rising(CheckedSettings figure, double most) {
    double doubtful = figure.real("doubtful", 0, most);
    double refused = figure.real("refused", 0, most);
    if (refused < doubtful) {
      figure.mistake("refused", "at least doubtful, " + doubtful);
    }
    return new Limit(doubtful, refused);
  }

  private static Limit falling(CheckedSettings figure, double most) {
    double doubtful = figure.real("doubtful", 0, most);
    double refused = figure.real("refused", 0, most);
    if (refused > doubtful) {
      figure.mistake("refused", "at most doubtful, " + doubtful);
    }
    return new Limit(doubtful, refused);
  }
}
