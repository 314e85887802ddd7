package io.streambed.topics.experiment;

import io.streambed.science.posterior.AdaptationSettings;
import io.streambed.science.posterior.LadderSettings;
import io.streambed.science.posterior.McmcSettings;

/** Reads the ladder of samplers, which answers observations and narrows proposals alike. */
public final class LadderSection {

  private LadderSection() {}

  /** Section {@code inference.ladder} of a whole file; mistakes are noted there. */
  public static LadderSettings from(CheckedSettings file) {
    CheckedSettings section = file.section("inference").section("ladder");
    return new LadderSettings(
        section.integer("first-look", 1, 100_000_000),
        section.real("rejection-margin", 1, 1e6),
        section.realAbove("resampling-margin", 0, 1e6),
        section.finite("pareto-limit"),
        adaptation(section.section("adapted")),
        section.integer("particles", 16, 1_000_000),
        section.realAbove("stage-share", 0, 0.999),
        section.realAbove("stage-correlation", 0, 0.999),
        section.realAbove("final-correlation", 0, 0.999),
        section.integer("stage-moves", 1, 1_000_000),
        section.integer("final-moves", 1, 1_000_000),
        section.realAbove("least-share", 0, 0.999),
        section.integer("chunk", 1, 1_000_000),
        section.choice("last", LadderSettings.Last.class),
        mcmc(section.section("mcmc")));
  }

  private static AdaptationSettings adaptation(CheckedSettings section) {
    return new AdaptationSettings(
        section.integer("rounds", 0, 1000),
        section.integer("kernels", 1, 10_000),
        section.integer("candidates", 1, 10_000),
        section.integer("most-candidates", 1, 100_000_000));
  }

  private static McmcSettings mcmc(CheckedSettings section) {
    return new McmcSettings(
        section.integer("warm-up", 2, 1_000_000),
        section.integer("leaps", 1, 1_000_000),
        section.realAbove("acceptance", 0, 0.999));
  }
}
