package io.streambed.topics.experiment;

import io.streambed.science.AbcSettings;
import io.streambed.science.ContrastSettings;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EmbedAndEmulateSettings.Discrepancy;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.EstimatorSettings.Critic;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.NpeCSettings;
import io.streambed.science.NreCSettings;

/** Reads the section {@code estimator}. */
final class EstimatorSection {
  private static final int WIDEST = 8192;

  private EstimatorSection() {}

  static EstimatorSettings from(CheckedSettings estimator) {
    return switch (estimator.choice("kind", EstimatorSettings.Kind.class)) {
      case EMBED_AND_EMULATE -> embedAndEmulate(estimator);
      case NRE_C -> nreC(transform(estimator), estimator.section("nre-c"));
      case ABC -> abc(transform(estimator), estimator.section("abc"));
      case NPE_C -> npeC(transform(estimator), estimator.section("npe-c"));
    };
  }

  private static DataTransform transform(CheckedSettings estimator) {
    return estimator.choice("transform", DataTransform.class);
  }

  private static EmbedAndEmulateSettings embedAndEmulate(CheckedSettings estimator) {
    Critic critic = estimator.choice("critic", Critic.class);
    ContrastSettings contrasts = ContrastSection.from(estimator);
    CheckedSettings section = estimator.section("discrepancy");
    Discrepancy discrepancy =
        new Discrepancy(
            section.integer("width", 2, WIDEST),
            section.integer("blocks", 0, EstimatorSettings.MOST_BLOCKS));
    boolean apart = critic == Critic.DISCREPANCY;
    if (apart && !contrasts.equals(contrasts.batchAlone())) {
      estimator.mistake(
          "critic",
          "another critic where prior-negatives, weighted, queue, local or intra add to the batch");
      contrasts = contrasts.batchAlone();
    }
    return new EmbedAndEmulateSettings(
        estimator.choice("encoder", EstimatorSettings.Encoder.class),
        critic,
        transform(estimator),
        estimator.integer("embedding", 2, WIDEST),
        estimator.integer("width", 1, WIDEST),
        estimator.integer("blocks", 0, EstimatorSettings.MOST_BLOCKS),
        estimator.integer("parameter-octaves", 0, EstimatorSettings.MOST_OCTAVES),
        estimator.integer("data-octaves", 0, EstimatorSettings.MOST_OCTAVES),
        estimator.flag("quadratic"),
        estimator.realAbove("temperature", 0, 10),
        estimator.flag("learn-temperature"),
        estimator.flag("bias"),
        contrasts,
        apart ? discrepancy : null);
  }

  private static NreCSettings nreC(DataTransform transform, CheckedSettings section) {
    return new NreCSettings(
        transform,
        section.integer("contrasts", 1, 1 << 16),
        section.realAbove("odds", 0, 1e6),
        section.integer("width", 1, WIDEST),
        section.integer("blocks", 0, EstimatorSettings.MOST_BLOCKS),
        section.integer("parameter-octaves", 0, EstimatorSettings.MOST_OCTAVES),
        section.integer("data-octaves", 0, EstimatorSettings.MOST_OCTAVES));
  }

  private static AbcSettings abc(DataTransform transform, CheckedSettings section) {
    int pairs = section.integer("pairs", 1, 1 << 27);
    int neighbours = section.integer("neighbours", 1, 1 << 16);
    if (neighbours > pairs) {
      section.mistake("neighbours", "at most as many as pairs, " + pairs);
    }
    return new AbcSettings(
        transform, pairs, Math.min(neighbours, pairs), section.realAbove("bandwidth", 0, 1e3));
  }

  private static NpeCSettings npeC(DataTransform transform, CheckedSettings section) {
    return new NpeCSettings(
        transform,
        section.integer("layers", 1, EstimatorSettings.MOST_BLOCKS),
        section.integer("bins", 2, NpeCSettings.MOST_BINS),
        section.realAbove("tail", 0, 1e3),
        section.integer("width", 1, WIDEST),
        section.integer("blocks", 0, EstimatorSettings.MOST_BLOCKS),
        section.integer("atoms", 2, 1 << 16),
        section.integer("data-octaves", 0, EstimatorSettings.MOST_OCTAVES));
  }
}
