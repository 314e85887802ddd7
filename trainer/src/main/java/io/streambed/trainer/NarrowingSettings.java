package io.streambed.trainer;

import io.streambed.science.posterior.LadderSettings;
import io.streambed.topics.experiment.CheckedSettings;
import io.streambed.topics.experiment.LadderSection;
import java.util.List;
import java.util.Optional;

/**
 * How the next round's proposal is made.
 *
 * @param kind what it is
 * @param sensor whose newest observation it is made around; empty for the experiment's record
 * @param spread c, widening of the Gaussian or of the kernels, for each new round; the last value
 *     holds on
 * @param supportMass mass of the Gaussian inside the cut, 0 to 1
 * @param box where the other kinds are cut
 * @param mixture what tempered and posterior proposals are mixed of
 * @param samples posterior draws it is made of
 * @param bank draws of the current proposal that start the sampler
 * @param ladder of samplers
 */
public record NarrowingSettings(
    Kind kind,
    Optional<String> sensor,
    List<Double> spread,
    double supportMass,
    Box box,
    Mixture mixture,
    int samples,
    int bank,
    LadderSettings ladder) {

  /** What the posterior is of. */
  private enum Around {
    RECORD,
    NEWEST
  }

  /** What a round draws parameters from. */
  public enum Kind {
    GAUSSIAN,
    TRUNCATED,
    TEMPERED,
    POSTERIOR
  }

  /**
   * @param outside share of the draws beyond the box in each coordinate, 0 to 1
   * @param margin added at either end, as a share of the side
   */
  public record Box(double outside, double margin) {}

  /**
   * @param centres kernels
   * @param defensiveShare drawn from the prior in the box, 0 to 1
   * @param temper power of the likelihood in the draws of a tempered proposal, 0 to 1
   */
  public record Mixture(int centres, double defensiveShare, double temper) {}

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
    CheckedSettings box = section.section("box");
    List<Double> spread = section.finites("spread");
    if (spread.isEmpty() || spread.stream().anyMatch(c -> c <= 0)) {
      section.mistake("spread", "numbers above 0, at least one");
      spread = List.of(1.0);
    }
    return new NarrowingSettings(
        section.choice("kind", Kind.class),
        section.choice("around", Around.class) == Around.NEWEST
            ? Optional.of(file.section("observation").text("sensor"))
            : Optional.empty(),
        spread,
        section.realAbove("support-mass", 0, 1),
        new Box(box.real("outside", 0, 0.99), box.real("margin", 0, 1000)),
        new Mixture(
            section.integer("centres", 1, 2000),
            section.real("defensive-share", 0, 0.99),
            section.realAbove("temper", 0, 1)),
        section.integer("samples", 100, 1_000_000),
        section.integer("bank", 1024, 10_000_000),
        LadderSection.from(file));
  }
}
