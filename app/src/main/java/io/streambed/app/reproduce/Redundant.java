package io.streambed.app.reproduce;

import io.streambed.app.report.Section;
import io.streambed.app.result.Claim;
import io.streambed.science.simulator.TanhProjection;
import java.util.ArrayList;
import java.util.List;

/** The emulator does not listen to parameters that the simulator does not read. */
final class Redundant implements Reproduction {
  private static final double MOST_SHARE = 0.05;
  private static final int OBSERVATIONS = 5;
  private static final int SAMPLES = 2000;
  private static final int CELLS = 64;

  @Override
  public String name() {
    return "redundant";
  }

  @Override
  public String title() {
    return "The emulator leaves redundant parameters out";
  }

  @Override
  public String lead() {
    return "Of six parameters the simulator reads three: y = B tanh(A φ) + noise, a hundred values; the others are drawn and left"
        + " alone. Claimed (arXiv 2409.18402): the learnt emulator g(φ) does not change with them, and their posterior is their prior.";
  }

  @Override
  public List<Trial> trials() {
    return Critics.trials("redundant", OBSERVATIONS, SAMPLES);
  }

  @Override
  public Findings evaluate(List<Evidence> evidence) {
    List<Claim> claims = new ArrayList<>();
    List<RedundantFigures.OfTrial> figures = new ArrayList<>();
    List<Section> sections = new ArrayList<>();
    for (Evidence trial : evidence) {
      TanhProjection simulator = Critics.simulator(trial);
      ExactPosterior exact =
          new ExactPosterior(
              simulator, trial.plan().experiment().prior(), simulator.informative(), CELLS);
      RedundantMeasurement measured = RedundantMeasurement.of(trial, exact);
      claims.addAll(claims(trial.trial().name(), measured));
      figures.add(RedundantFigures.OfTrial.of(trial, measured));
      sections.addAll(RedundantSections.of(trial, measured, exact, MOST_SHARE));
    }
    return new Findings(claims, new RedundantFigures(figures), sections);
  }

  static List<Claim> claims(String trial, RedundantMeasurement measured) {
    return List.of(
        Claim.atMost(
            trial + ": g is flat along redundant parameters",
            "gradient norm of g, the largest of a redundant parameter over the mean of the informative ones",
            measured.gradientShare(),
            MOST_SHARE),
        Claim.atMost(
            trial + ": g stays when they are redrawn",
            "change of g with the redundant block redrawn, over that with the informative block",
            measured.changeShare(),
            MOST_SHARE),
        Claim.atMost(
            trial + ": their posterior is their prior",
            "Kolmogorov-Smirnov distance over its band, the largest of %d (a false alarm of %.0f %% in all)"
                .formatted(
                    measured.bands().size()
                        * (measured.gradientNorms().size() - measured.informative()),
                    100 * RedundantMeasurement.FALSE_ALARM),
            measured.distanceOverBand(),
            1));
  }
}
