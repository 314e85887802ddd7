package io.streambed.trainer;

import io.streambed.science.posterior.LadderSettings;
import io.streambed.topics.experiment.CheckedSettings;
import io.streambed.topics.experiment.LadderSection;
import java.util.List;

/**
 * How the next round's proposal is made.
 *
 * @param spread c, widening of the deviations, for each new round; the last value holds on
 * @param supportMass mass of the Gaussian inside the cut, 0 to 1
 * @param samples posterior draws it is fitted to
 * @param bank draws of the current proposal that start the sampler
 * @param ladder of samplers
 */
public record NarrowingSettings(
    List<Double> spread, double supportMass, int samples, int bank, LadderSettings ladder) {

  public NarrowingSettings {
    spread = List.copyOf(spread);
    if (spread.isEmpty() || spread.stream().anyMatch(c -> !(c > 0))) {
      throw new IllegalArgumentException("expected spreads above 0, at least one, got " + spread);
    }
  }

  /** c of the proposal with this id, from 1. */
  double spreadOf(int proposal) {
    return spread.get(Math.min(proposal, spread.size()) - 1);
  }

  static NarrowingSettings from(CheckedSettings file) {
    CheckedSettings section = file.section("narrowing");
    List<Double> spread = section.finites("spread");
    if (spread.isEmpty() || spread.stream().anyMatch(c -> c <= 0)) {
      section.mistake("spread", "numbers above 0, at least one");
      spread = List.of(1.0);
    }
    return new NarrowingSettings(
        spread,
        section.realAbove("support-mass", 0, 1),
        section.integer("samples", 100, 1_000_000),
        section.integer("bank", 1024, 10_000_000),
        LadderSection.from(file));
  }
}
