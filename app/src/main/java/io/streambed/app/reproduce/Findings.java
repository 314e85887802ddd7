package io.streambed.app.reproduce;

import io.streambed.app.report.Section;
import io.streambed.app.result.Claim;
import io.streambed.app.result.ReproductionResult.Figures;
import java.util.List;

/**
 * What the evidence says.
 *
 * @param claims at least one, each with its verdict
 * @param figures all that was measured
 * @param sections the same in drawings
 */
public record Findings(List<Claim> claims, Figures figures, List<Section> sections) {

  public Findings {
    claims = List.copyOf(claims);
    sections = List.copyOf(sections);
  }
}
