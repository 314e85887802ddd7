package io.streambed.topics.experiment;

import io.streambed.science.prior.Distribution;
import io.streambed.science.prior.LogNormal;
import io.streambed.science.prior.Normal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.TruncatedNormal;
import io.streambed.science.prior.Uniform;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the list {@code prior}: a name, a unit and a distribution for each parameter. */
final class PriorSettings {

  private PriorSettings() {}

  /** The prior, or nothing if any mistake was noted. */
  static Optional<Prior> from(CheckedSettings experiment) {
    List<CheckedSettings> entries = experiment.sections("prior");
    List<String> names = entries.stream().map(entry -> entry.text("name")).toList();
    List<String> units = entries.stream().map(entry -> entry.text("unit")).toList();
    List<Optional<Distribution>> distributions =
        entries.stream().map(entry -> entry.attempt(PriorSettings::distribution)).toList();
    if (entries.isEmpty() || distributions.contains(Optional.<Distribution>empty())) {
      return Optional.empty();
    }
    return experiment.attempt(
        whole ->
            Prior.of(
                new ParameterSpace(names, units),
                distributions.stream().map(Optional::orElseThrow).toList()));
  }

  private static Distribution distribution(CheckedSettings entry) {
    Kind kind = entry.choice("distribution", Kind.class);
    Set<String> known = new TreeSet<>(kind.keys);
    known.addAll(Set.of("name", "unit", "distribution"));
    entry.allowOnly(known);
    return switch (kind) {
      case UNIFORM -> {
        double lower = entry.finite("lower");
        yield new Uniform(lower, above(lower, "upper", entry));
      }
      case NORMAL -> new Normal(entry.finite("mean"), entry.positive("deviation"));
      case TRUNCATED_NORMAL -> {
        double lower = entry.finite("lower");
        double upper = entry.has("upper") ? above(lower, "upper", entry) : Double.POSITIVE_INFINITY;
        yield new TruncatedNormal(entry.finite("mean"), entry.positive("deviation"), lower, upper);
      }
      case LOG_NORMAL -> new LogNormal(entry.finite("log-mean"), entry.positive("log-deviation"));
    };
  }

  private static double above(double lower, String key, CheckedSettings entry) {
    double upper = entry.finite(key);
    if (upper <= lower && entry.has(key)) {
      entry.mistake(key, "a number above lower = " + lower);
    }
    return Math.max(upper, Math.nextUp(lower) + 1);
  }

  private enum Kind {
    UNIFORM("lower", "upper"),
    NORMAL("mean", "deviation"),
    TRUNCATED_NORMAL("mean", "deviation", "lower", "upper"),
    LOG_NORMAL("log-mean", "log-deviation");

    private final Set<String> keys;

    Kind(String... keys) {
      this.keys = Set.of(keys);
    }
  }
}
