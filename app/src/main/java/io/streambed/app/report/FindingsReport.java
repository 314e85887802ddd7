package io.streambed.app.report;

import io.streambed.app.result.ReproductionResult;
import java.util.List;
import java.util.Map;

/**
 * All that the page of a reproduction shows.
 *
 * @param title of the reproduction
 * @param lead what is claimed and how it is looked at, for people
 * @param result claims and figures
 * @param sections what was found
 * @param trainings one a trial
 */
public record FindingsReport(
    String title,
    String lead,
    ReproductionResult result,
    List<Section> sections,
    List<Trained> trainings) {

  public FindingsReport {
    sections = List.copyOf(sections);
    trainings = List.copyOf(trainings);
  }

  /**
   * One training.
   *
   * @param name of the trial
   * @param losses by step
   * @param run what was run, for people: name and value
   */
  public record Trained(String name, List<LossPoint> losses, Map<String, String> run) {
    public Trained {
      losses = List.copyOf(losses);
    }
  }
}
