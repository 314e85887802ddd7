package io.streambed.inference;

import io.streambed.inference.SessionSettings.Kind;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.topics.experiment.ExperimentSettings;
import java.util.List;
import java.util.Optional;

/** Whether sessions can be kept with an experiment's estimator and data. */
public final class SessionFit {

  /** Bytes of raw observations that a record takes beside all else in it. */
  private static final long MOST_BYTES = 600 * 1024;

  /** Bytes that one takes beside its data: its id, of at most 256 characters, time and offset. */
  private static final long BESIDE = 1024 + 64;

  private SessionFit() {}

  /**
   * What does not fit.
   *
   * @param key of section {@code inference.session}
   * @param expected there
   */
  public record Mistake(String key, String expected) {}

  /** What does not fit in {@code settings}; empty if all does. */
  public static Optional<Mistake> mistake(SessionSettings settings, ExperimentSettings experiment) {
    if (!settings.areKept()) {
      return Optional.empty();
    }
    return ofKind(settings.kind(), experiment.estimator())
        .or(() -> ofWindow(settings, experiment.simulator().dataShape()));
  }

  private static Optional<Mistake> ofKind(Kind kind, EstimatorSettings estimator) {
    return switch (estimator.kind()) {
      case ABC, NPE_C ->
          Optional.of(
              new Mistake(
                  "kind",
                  "none with estimator.kind = %s, which draws of each observation's density by itself: log ratios of several do not add there"
                      .formatted(estimator.kind())));
      case NRE_C -> additive(kind, "estimator.kind = nre-c");
      case EMBED_AND_EMULATE ->
          ((EmbedAndEmulateSettings) estimator).critic() == EstimatorSettings.Critic.DISCREPANCY
              ? additive(kind, "estimator.critic = discrepancy")
              : Optional.empty();
    };
  }

  private static Optional<Mistake> additive(Kind kind, String estimator) {
    return kind == Kind.WINDOW
        ? Optional.empty()
        : Optional.of(
            new Mistake(
                "kind",
                "none or window with %s, of which no statistic adds: its log ratios are summed over the observations kept"
                    .formatted(estimator)));
  }

  private static Optional<Mistake> ofWindow(SessionSettings settings, List<Integer> dataShape) {
    long values = dataShape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    long most = MOST_BYTES / (Float.BYTES * values + BESIDE);
    return settings.mostKept() <= most
        ? Optional.empty()
        : Optional.of(
            new Mistake(
                "window",
                most == 0
                    ? "none with data of shape %s, of which no record takes one beside a statistic"
                        .formatted(dataShape)
                    : "at most %d observations of shape %s, which fill a record"
                        .formatted(
                            settings.kind() == Kind.WINDOW ? (most + 1) / 2 : most, dataShape)));
  }
}
