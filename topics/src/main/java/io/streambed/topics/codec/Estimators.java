package io.streambed.topics.codec;

import io.streambed.proto.v1.Abc;
import io.streambed.proto.v1.Critic;
import io.streambed.proto.v1.DataTransform;
import io.streambed.proto.v1.Encoder;
import io.streambed.proto.v1.Estimator;
import io.streambed.proto.v1.EstimatorKind;
import io.streambed.proto.v1.NpeC;
import io.streambed.proto.v1.NreC;
import io.streambed.science.AbcSettings;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EmbedAndEmulateSettings.Discrepancy;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.NpeCSettings;
import io.streambed.science.NreCSettings;

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
      case NRE_C -> message.setNreC(message((NreCSettings) settings)).build();
      case ABC -> message.setAbc(message((AbcSettings) settings)).build();
      case NPE_C -> message.setNpeC(message((NpeCSettings) settings)).build();
    };
  }

  private static NreC message(NreCSettings settings) {
    return NreC.newBuilder()
        .setContrasts(settings.contrasts())
        .setOdds(settings.odds())
        .setWidth(settings.width())
        .setBlocks(settings.blocks())
        .setParameterOctaves(settings.parameterOctaves())
        .setDataOctaves(settings.dataOctaves())
        .build();
  }

  private static Abc message(AbcSettings settings) {
    return Abc.newBuilder()
        .setPairs(settings.pairs())
        .setNeighbours(settings.neighbours())
        .setBandwidth(settings.bandwidth())
        .build();
  }

  private static NpeC message(NpeCSettings settings) {
    return NpeC.newBuilder()
        .setLayers(settings.layers())
        .setBins(settings.bins())
        .setTail(settings.tail())
        .setWidth(settings.width())
        .setBlocks(settings.blocks())
        .setAtoms(settings.atoms())
        .setDataOctaves(settings.dataOctaves())
        .build();
  }

  private static Estimator message(Estimator.Builder message, EmbedAndEmulateSettings settings) {
    Contrasts.write(settings.contrasts(), message);
    Discrepancy discrepancy = settings.discrepancy();
    if (discrepancy != null) {
      message.setDiscrepancy(
          io.streambed.proto.v1.Discrepancy.newBuilder()
              .setWidth(discrepancy.width())
              .setBlocks(discrepancy.blocks()));
    }
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
        .build();
  }

  /**
   * @throws IllegalArgumentException if this version does not know the kind, or a setting of it
   */
  static EstimatorSettings noun(Estimator message) {
    return switch (kind(message)) {
      case EMBED_AND_EMULATE -> embedAndEmulate(message);
      case NRE_C -> noun(transform(message), message.getNreC());
      case ABC -> noun(transform(message), message.getAbc());
      case NPE_C -> noun(transform(message), message.getNpeC());
    };
  }

  private static NreCSettings noun(EstimatorSettings.DataTransform transform, NreC message) {
    return new NreCSettings(
        transform,
        message.getContrasts(),
        message.getOdds(),
        message.getWidth(),
        message.getBlocks(),
        message.getParameterOctaves(),
        message.getDataOctaves());
  }

  private static AbcSettings noun(EstimatorSettings.DataTransform transform, Abc message) {
    return new AbcSettings(
        transform, message.getPairs(), message.getNeighbours(), message.getBandwidth());
  }

  private static NpeCSettings noun(EstimatorSettings.DataTransform transform, NpeC message) {
    return new NpeCSettings(
        transform,
        message.getLayers(),
        message.getBins(),
        message.getTail(),
        message.getWidth(),
        message.getBlocks(),
        message.getAtoms(),
        message.getDataOctaves());
  }

  private static EstimatorSettings.DataTransform transform(Estimator message) {
    return Constants.noun(
        EstimatorSettings.DataTransform.class, "DATA_TRANSFORM_", message.getTransform());
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
        transform(message),
        message.getEmbedding(),
        message.getWidth(),
        message.getBlocks(),
        message.getParameterOctaves(),
        message.getDataOctaves(),
        message.getQuadratic(),
        message.getTemperature(),
        message.getLearnTemperature(),
        message.getBias(),
        Contrasts.read(message),
        message.hasDiscrepancy()
            ? new Discrepancy(
                message.getDiscrepancy().getWidth(), message.getDiscrepancy().getBlocks())
            : null);
  }
}
