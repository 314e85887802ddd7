package io.streambed.topics.experiment;

import io.streambed.science.prior.Block;
import io.streambed.science.prior.LogNormal;
import io.streambed.science.prior.MultivariateNormal;
import io.streambed.science.prior.Normal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.TruncatedNormal;
import io.streambed.science.prior.Uniform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the list {@code prior}: a name, a unit and a distribution for each parameter, or names, a
 * unit and a distribution for several that depend on each other.
 */
final class PriorSettings {

  private PriorSettings() {}

  /** The prior, or nothing if any mistake was noted. */
  static Optional<Prior> from(CheckedSettings experiment) {
    List<CheckedSettings> entries = experiment.sections("prior");
    List<String> names = new ArrayList<>();
    List<String> units = new ArrayList<>();
    List<Optional<Block>> blocks = new ArrayList<>();
    for (CheckedSettings entry : entries) {
      List<String> own = names(entry);
      names.addAll(own);
      units.addAll(Collections.nCopies(own.size(), entry.text("unit")));
      blocks.add(entry.attempt(section -> block(section, own.size())));
    }
    if (entries.isEmpty() || blocks.contains(Optional.<Block>empty())) {
      return Optional.empty();
    }
    return experiment.attempt(
        whole ->
            Prior.of(
                new ParameterSpace(names, units),
                blocks.stream().map(Optional::orElseThrow).toList()));
  }

  private static List<String> names(CheckedSettings entry) {
    return entry.has("names") ? entry.texts("names") : List.of(entry.text("name"));
  }

  private static Block block(CheckedSettings entry, int names) {
    Kind kind = entry.choice("distribution", Kind.class);
    Set<String> known = new TreeSet<>(kind.keys);
    known.addAll(
        Set.of(kind == Kind.MULTIVARIATE_NORMAL ? "names" : "name", "unit", "distribution"));
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
      case MULTIVARIATE_NORMAL -> multivariateNormal(entry, names);
    };
  }

  private static MultivariateNormal multivariateNormal(CheckedSettings entry, int names) {
    double[] mean = numbers(entry, "mean");
    if (mean.length != names) {
      throw new IllegalArgumentException(
          "expected a mean of %d numbers, one for each name, got %d".formatted(names, mean.length));
    }
    boolean covariance = entry.has("covariance");
    if (covariance == entry.has("precision")) {
      throw new IllegalArgumentException(
          "expected covariance or precision, got " + (covariance ? "both" : "neither"));
    }
    return covariance
        ? MultivariateNormal.of(mean, numbers(entry, "covariance"))
        : MultivariateNormal.ofPrecision(mean, numbers(entry, "precision"));
  }

  private static double[] numbers(CheckedSettings entry, String key) {
    return entry.finites(key).stream().mapToDouble(Double::doubleValue).toArray();
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
    LOG_NORMAL("log-mean", "log-deviation"),
    MULTIVARIATE_NORMAL("mean", "covariance", "precision");

    private final Set<String> keys;

    Kind(String... keys) {
      this.keys = Set.of(keys);
    }
  }
}
