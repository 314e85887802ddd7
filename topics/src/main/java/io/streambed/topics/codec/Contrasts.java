package io.streambed.topics.codec;

import io.streambed.proto.v1.ContrastSides;
import io.streambed.proto.v1.Estimator;
import io.streambed.proto.v1.IntraDomain;
import io.streambed.proto.v1.LocalContrasts;
import io.streambed.proto.v1.WeightedNegatives;
import io.streambed.science.ContrastSettings;
import io.streambed.science.ContrastSettings.Intra;
import io.streambed.science.ContrastSettings.Local;
import io.streambed.science.ContrastSettings.Sides;
import io.streambed.science.ContrastSettings.Weighted;

/** What is told apart, as fields of an estimator's message; what is left out there is not used. */
final class Contrasts {

  private Contrasts() {}

  static void write(ContrastSettings settings, Estimator.Builder message) {
    message.setPriorNegatives(settings.priorNegatives());
    var further = io.streambed.proto.v1.Contrasts.newBuilder();
    if (settings.sides() != Sides.BOTH) {
      further.setSides(ContrastSides.valueOf("CONTRAST_SIDES_" + settings.sides().name()));
    }
    further.setAutomatic(settings.automatic()).setQueue(settings.queue());
    if (settings.weighted() != null) {
      further.setWeighted(message(settings.weighted()));
    }
    if (settings.local() != null) {
      further.setLocal(message(settings.local()));
    }
    if (settings.intra() != null) {
      further.setIntra(message(settings.intra()));
    }
    if (further.build().getSerializedSize() > 0) {
      message.setContrasts(further);
    }
  }

  /**
   * @throws IllegalArgumentException if this version does not know a setting
   */
  static ContrastSettings read(Estimator message) {
    var further = message.getContrasts();
    return new ContrastSettings(
        sides(further.getSides()),
        message.getPriorNegatives(),
        further.getAutomatic(),
        further.hasWeighted() ? noun(further.getWeighted()) : null,
        further.getQueue(),
        further.hasLocal() ? noun(further.getLocal()) : null,
        further.hasIntra() ? noun(further.getIntra()) : null);
  }

  private static Sides sides(ContrastSides wire) {
    return wire == ContrastSides.CONTRAST_SIDES_UNSPECIFIED
        ? Sides.BOTH
        : Constants.noun(Sides.class, "CONTRAST_SIDES_", wire);
  }

  private static WeightedNegatives message(Weighted weighted) {
    return WeightedNegatives.newBuilder()
        .setNegatives(weighted.negatives())
        .setCandidates(weighted.candidates())
        .setDefensiveShare(weighted.defensiveShare())
        .build();
  }

  private static Weighted noun(WeightedNegatives message) {
    return new Weighted(
        message.getNegatives(), message.getCandidates(), message.getDefensiveShare());
  }

  private static LocalContrasts message(Local local) {
    return LocalContrasts.newBuilder()
        .setContrasts(local.contrasts())
        .setSmallest(local.smallest())
        .setLargest(local.largest())
        .setWeight(local.weight())
        .build();
  }

  private static Local noun(LocalContrasts message) {
    return new Local(
        message.getContrasts(), message.getSmallest(), message.getLargest(), message.getWeight());
  }

  private static IntraDomain message(Intra intra) {
    return IntraDomain.newBuilder()
        .setWeight(intra.weight())
        .setDataNoise(intra.dataNoise())
        .setParameterNoise(intra.parameterNoise())
        .setTemperature(intra.temperature())
        .build();
  }

  private static Intra noun(IntraDomain message) {
    return new Intra(
        message.getWeight(),
        message.getDataNoise(),
        message.getParameterNoise(),
        message.getTemperature());
  }
}
