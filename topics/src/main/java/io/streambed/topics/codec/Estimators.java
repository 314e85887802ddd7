package io.streambed.topics.codec;

import io.streambed.proto.v1.Critic;
import io.streambed.proto.v1.DataTransform;
import io.streambed.proto.v1.Encoder;
import io.streambed.proto.v1.Estimator;
import io.streambed.science.EstimatorSettings;

/** Estimator settings as messages. */
final class Estimators {

  private Estimators() {}

  static Estimator message(EstimatorSettings settings) {
    return Estimator.newBuilder()
        .setEncoder(Encoder.valueOf("ENCODER_" + settings.encoder().name()))
        .setCritic(Critic.valueOf("CRITIC_" + settings.critic().name()))
        .setTransform(DataTransform.valueOf("DATA_TRANSFORM_" + settings.transform().name()))
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

  static EstimatorSettings noun(Estimator message) {
    return new EstimatorSettings(
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
