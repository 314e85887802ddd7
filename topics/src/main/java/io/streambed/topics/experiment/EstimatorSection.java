package io.streambed.topics.experiment;

import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;

/** Reads the section {@code estimator}. */
final class EstimatorSection {
  private static final int WIDEST = 8192;

  private EstimatorSection() {}

  static EstimatorSettings from(CheckedSettings estimator) {
    return switch (estimator.choice("kind", EstimatorSettings.Kind.class)) {
      case EMBED_AND_EMULATE -> embedAndEmulate(estimator);
    };
  }

  private static EmbedAndEmulateSettings embedAndEmulate(CheckedSettings estimator) {
    return new EmbedAndEmulateSettings(
        estimator.choice("encoder", EstimatorSettings.Encoder.class),
        estimator.choice("critic", EstimatorSettings.Critic.class),
        estimator.choice("transform", EstimatorSettings.DataTransform.class),
        estimator.integer("embedding", 2, WIDEST),
        estimator.integer("width", 1, WIDEST),
        estimator.integer("blocks", 0, 64),
        estimator.integer("parameter-octaves", 0, 12),
        estimator.integer("data-octaves", 0, 12),
        estimator.flag("quadratic"),
        estimator.realAbove("temperature", 0, 10),
        estimator.flag("learn-temperature"),
        estimator.flag("bias"),
        estimator.integer("prior-negatives", 0, 1 << 20));
  }
}
