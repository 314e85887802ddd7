package io.streambed.app.reproduce;

import io.streambed.app.report.Section;
import io.streambed.app.result.Claim;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The encoder finds the sufficient statistic of an exponential family, but for a linear map. */
final class Unimodal implements Reproduction {
  private static final double LEAST_DETERMINED = 0.95;
  private static final double MOST_NATS = 0.05;

  @Override
  public String name() {
    return "unimodal";
  }

  @Override
  public String title() {
    return "The encoder finds the sufficient statistic";
  }

  @Override
  public String lead() {
    return "Three parameters, uniform on a box, give a hundred values y = B tanh(A φ) + noise. All that y says of φ is in its"
        + " projection B'y on the three columns of B. Claimed (arXiv 2409.18402): the learnt embedding f(y) is that statistic but for"
        + " a linear map. All of it is measured on fresh simulations that no training saw.";
  }

  @Override
  public List<Trial> trials() {
    return Critics.trials("unimodal", 1, 10_000);
  }

  @Override
  public Findings evaluate(List<Evidence> evidence) {
    List<Claim> claims = new ArrayList<>();
    List<UnimodalFigures.OfTrial> figures = new ArrayList<>();
    List<Section> sections = new ArrayList<>();
    for (Evidence trial : evidence) {
      String name = trial.trial().name();
      UnimodalMeasurement measured = UnimodalMeasurement.of(trial);
      claims.addAll(claims(name, measured));
      figures.add(UnimodalFigures.OfTrial.of(name, measured));
      sections.addAll(UnimodalSections.of(trial, measured, LEAST_DETERMINED));
    }
    return new Findings(claims, new UnimodalFigures(figures), sections);
  }

  static List<Claim> claims(String trial, UnimodalMeasurement measured) {
    return List.of(
        Claim.atLeast(
            trial + ": the embedding holds the statistic",
            "R² of B'y by linear regression on f(y), the least of its values",
            Collections.min(measured.statistic().determined()),
            LEAST_DETERMINED),
        Claim.atLeast(
            trial + ": it holds little else",
            "R² of f(y) by linear regression on B'y, all its values together",
            measured.embedding().total(),
            LEAST_DETERMINED),
        Claim.atMost(
            trial + ": its posteriors are the exact ones",
            "KL(exact || learnt) in nats, mean over %d observations"
                .formatted(measured.divergences().size()),
            measured.divergence(),
            MOST_NATS));
  }
}
