package io.streambed.app.result;

import java.util.List;

/**
 * What a reproduction came to; all of it measured in that run.
 *
 * @param reproduction its name
 * @param seed of simulations, weights and everything else that is random
 * @param reproduced whether every claim is
 * @param claims each with its verdict
 * @param figures its own; the names are those of the reproduction's record
 * @param trials one for each training
 * @param seconds from the start to the verdict
 * @param report path of the report
 */
public record ReproductionResult(
    String reproduction,
    long seed,
    boolean reproduced,
    List<Claim> claims,
    Figures figures,
    List<Trial> trials,
    double seconds,
    String report) {

  public ReproductionResult {
    claims = List.copyOf(claims);
    trials = List.copyOf(trials);
  }

  /** A reproduction's own figures: a record of numbers, texts, lists and further such records. */
  public interface Figures {}

  /**
   * One training.
   *
   * @param trial its name
   * @param experiment that was trained
   * @param pairs runs admitted by the trainer
   * @param steps gradient steps
   * @param seconds from its start to its last posterior
   * @param model that was looked at
   */
  public record Trial(
      String trial,
      String experiment,
      long pairs,
      long steps,
      double seconds,
      DemoResult.Model model) {}
}
