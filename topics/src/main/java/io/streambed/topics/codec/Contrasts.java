package io.streambed.topics.codec;

import io.streambed.proto.v1.ContrastSides;
import io.streambed.proto.v1.Estimator;
import io.streambed.science.ContrastSettings;
import io.streambed.science.ContrastSettings.Sides;

/** What is told apart, as fields of an estimator's message; what is left out there is not used. */
final class Contrasts {

  private Contrasts() {}

  static void write(ContrastSettings settings, Estimator.Builder message) {
    message.setPriorNegatives(settings.priorNegatives());
    if (settings.sides() != Sides.BOTH) {
      message
          .getContrastsBuilder()
          .setSides(ContrastSides.valueOf("CONTRAST_SIDES_" + settings.sides().name()));
    }
  }

  /**
   * @throws IllegalArgumentException if this version does not know a setting
   */
  static ContrastSettings read(Estimator message) {
    return new ContrastSettings(
        sides(message.getContrasts().getSides()), message.getPriorNegatives());
  }

  private static Sides sides(ContrastSides wire) {
    return wire == ContrastSides.CONTRAST_SIDES_UNSPECIFIED
        ? Sides.BOTH
        : Constants.noun(Sides.class, "CONTRAST_SIDES_", wire);
  }
}
