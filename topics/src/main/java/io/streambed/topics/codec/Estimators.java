package io.streambed.topics.codec;

import io.streambed.proto.v1.Critic;
import io.streambed.proto.v1.DataTransform;
import io.streambed.proto.v1.Encoder;
import io.streambed.proto.v1.Estimator;
import io.streambed.proto.v1.EstimatorKind;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;

/** Estimator settings as messages. */
final class Estimators {

  private Estimators() {}

  static Estimator message(EstimatorSettings settings) {
    Estimator.Builder message =
        Estimator.newBuilder()
            .setKind(EstimatorKind.valueOf("ESTIMATOR_KIND_" + settings.kind().name()))
            .setTransform(DataTransform.valueOf("DATA_TRANSFORM_" + settings.transform().name()));
    return switch (settings.kind()) {
      case EMBED_AND_EMULATE -> message(message, (EmbedAndEmulateSettings) settings);
    };
  }

  private static Estimator message(Estimator.Builder message, EmbedAndEmulateSettings settings) {
    return message
        .setEncoder(Encoder.valueOf("ENCODER_" + settings.encoder().name()))
        .setCritic(Critic.valueOf("CRITIC_" + settings.critic().name()))
        .setEmbedding(settings.embedding())
        .setWidth(settings.width())
        .setBlocks(settings.blocks())
        .setParameterOctaves(settings.parameterOctaves())
        .setDataOctaves(settings.dataOctaves())
        .setQuadratic(settings.quadratic())
        .setTemperature(settings.temperature())
        .setLearnTemperature(settings.learnTemperature())
        .setBias(settings.bias())
        .setPriorNegatives(settings.priorNegatives())
        .build();
  }

  /**
   * @throws IllegalArgumentException if this version does not know the kind, or a setting of it
   */
  static EstimatorSettings noun(Estimator message) {
    return switch (kind(message)) {
      case EMBED_AND_EMULATE -> embedAndEmulate(message);
    };
  }

  private static EstimatorSettings.Kind kind(Estimator message) {
    return message.getKind() == EstimatorKind.ESTIMATOR_KIND_UNSPECIFIED
        ? EstimatorSettings.Kind.EMBED_AND_EMULATE
        : Constants.noun(EstimatorSettings.Kind.class, "ESTIMATOR_KIND_", message.getKind());
  }

  private static EmbedAndEmulateSettings embedAndEmulate(Estimator message) {
    return new EmbedAndEmulateSettings(
        Constants.noun(EstimatorSettings.Encoder.class, "ENCODER_", message.getEncoder()),
        Constants.noun(EstimatorSettings.Critic.class, "CRITIC_", message.getCritic()),
        Constants.noun(
            EstimatorSettings.DataTransform.class, "DATA_TRANSFORM_", message.getTransform()),
        message.getEmbedding(),
        message.getWidth(),
        message.getBlocks(),
        message.getParameterOctaves(),
        message.getDataOctaves(),
        message.getQuadratic(),
        message.getTemperature(),
        message.getLearnTemperature(),
        message.getBias(),
        message.getPriorNegatives());
  }
}
