package io.streambed.inference;

import io.streambed.science.posterior.LadderSettings;
import io.streambed.science.posterior.TrustLimits;
import io.streambed.topics.experiment.CheckedSettings;
import io.streambed.topics.experiment.LadderSection;
import io.streambed.topics.experiment.WindowSettings;
import java.time.Duration;

/**
 * How observations are answered: section {@code inference} of an experiment.
 *
 * @param bank draws of the proposal kept with their embeddings for each model, at least 16
 * @param samples how many posterior draws an observation may ask for
 * @param deadline how much time an observation may give
 * @param parallelism threads that draw samples, at least 1
 * @param firstModelWait how long after a start observations are left unread while no model serves
 * @param stopWait how long a stop lets the observations in hand finish
 * @param restart pauses before a failed service begins again
 * @param ladder which sampler is used when
 * @param session whether observations of a sensor count together
 * @param delivery how often an observation may be answered
 * @param windows how single readings become observations
 * @param trust where a figure of a posterior begins to be doubtful
 */
public record InferenceSettings(
    int bank,
    SampleLimits samples,
    DeadlineLimits deadline,
    int parallelism,
    Duration firstModelWait,
    Duration stopWait,
    RestartPauses restart,
    LadderSettings ladder,
    SessionSettings session,
    DeliverySettings delivery,
    WindowSettings windows,
    TrustLimits trust) {

  /** Largest array of draws that a record takes beside all else in it, bytes. */
  private static final long MOST_DRAWN_BYTES = 884 * 1024;

  private static final int MOST_SAMPLES = 10_000_000;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Draws of {@code parameters}, as 32-bit values, that fit into one record. */
  static long drawsOfARecord(int parameters) {
    return MOST_DRAWN_BYTES / ((long) Float.BYTES * parameters);
  }

  /** The most draws of {@code parameters} that an observation may ask for. */
  public int mostSamples(int parameters) {
    return Math.toIntExact(Math.min(samples.maximum(), drawsOfARecord(parameters)));
  }

  public InferenceSettings {
    if (bank < 16 || parallelism < 1 || firstModelWait.isNegative() || stopWait.isNegative()) {
      throw new IllegalArgumentException(
          "expected bank >= 16, parallelism >= 1, waits >= 0, got %d, %d, %s, %s"
              .formatted(bank, parallelism, firstModelWait, stopWait));
    }
  }

  /**
   * How many draws an observation may ask for.
   *
   * @param usual asked for by a sender who does not say how many, at least 1
   * @param maximum most, at least {@code usual}
   */
  public record SampleLimits(int usual, int maximum) {
    public SampleLimits {
      if (usual < 1 || maximum < usual) {
        throw new IllegalArgumentException(
            "expected 1 <= samples.default <= samples.maximum, got %d and %d"
                .formatted(usual, maximum));
      }
    }
  }

  /**
   * How much time an observation may give.
   *
   * @param usual given by a sender who does not say how much, above 0
   * @param maximum most, at least {@code usual}
   */
  public record DeadlineLimits(Duration usual, Duration maximum) {
    public DeadlineLimits {
      if (usual.isNegative() || usual.isZero() || maximum.compareTo(usual) < 0) {
        throw new IllegalArgumentException(
            "expected 0 < deadline.default <= deadline.maximum, got %s and %s"
                .formatted(usual, maximum));
      }
    }
  }

  /**
   * Pauses before a failed service begins again, doubled from one failure to the next.
   *
   * @param minimum first pause, above 0
   * @param maximum longest pause, at least {@code minimum}
   */
  public record RestartPauses(Duration minimum, Duration maximum) {
    public RestartPauses {
      if (minimum.isNegative() || minimum.isZero() || maximum.compareTo(minimum) < 0) {
        throw new IllegalArgumentException(
            "expected 0 < restart.minimum <= restart.maximum, got %s and %s"
                .formatted(minimum, maximum));
      }
    }
  }

  /** Reads section {@code inference} of a whole file, and notes every mistake in it. */
  public static InferenceSettings from(CheckedSettings file) {
    CheckedSettings section = file.section("inference");
    CheckedSettings samples = section.section("samples");
    CheckedSettings deadline = section.section("deadline");
    CheckedSettings restart = section.section("restart");
    int threads = section.integer("parallelism", 0, 1024);
    return new InferenceSettings(
        section.integer("bank", 16, MOST_SAMPLES),
        new SampleLimits(
            samples.integer("default", 1, MOST_SAMPLES),
            samples.integer("maximum", 1, MOST_SAMPLES)),
        new DeadlineLimits(
            deadline.duration("default", SHORTEST, LONGEST),
            deadline.duration("maximum", SHORTEST, LONGEST)),
        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
        section.duration("first-model-wait", Duration.ZERO, LONGEST),
        section.duration("stop-wait", Duration.ZERO, LONGEST),
        new RestartPauses(
            restart.duration("minimum", SHORTEST, LONGEST),
            restart.duration("maximum", SHORTEST, LONGEST)),
        LadderSection.from(file),
        SessionSettings.from(section),
        DeliverySettings.from(section),
        WindowSettings.from(file),
        TrustSection.from(section));
  }
}
