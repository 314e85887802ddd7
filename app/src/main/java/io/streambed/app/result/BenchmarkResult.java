package io.streambed.app.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark came to; all of it measured in that run.
 *
 * @param command that made it, without the folder of the references
 * @param task its name in the benchmark
 * @param estimator what was trained
 * @param seed of simulations, weights and classifiers
 * @param budget that was given
 * @param pairs runs admitted by the trainer
 * @param steps gradient steps
 * @param seconds where the time went
 * @param pairsPerSecond admitted from the start to the last model
 * @param observations one entry for each
 * @param c2stMean mean of their C2ST; null where none was computed
 * @param boostedMean mean of their accuracies by boosted trees; null where there is none
 * @param klMean mean of their KL, nats; null where the likelihood is not known
 * @param klMedian their median, nats; null likewise
 * @param ratios how its log ratios follow the exact ones over fresh data; null where the likelihood
 *     is not known
 * @param model that was scored
 */
public record BenchmarkResult(
    String command,
    String task,
    String estimator,
    long seed,
    Budget budget,
    long pairs,
    long steps,
    DemoResult.Seconds seconds,
    double pairsPerSecond,
    List<Score> observations,
    @Nullable Double c2stMean,
    @Nullable Double boostedMean,
    @Nullable Double klMean,
    @Nullable Double klMedian,
    @Nullable RatioSummary ratios,
    DemoResult.Model model) {

  public BenchmarkResult {
    observations = List.copyOf(observations);
  }

  /**
   * What a training was given.
   *
   * @param pairs simulations; null without such a limit
   * @param minutes of training; null likewise
   * @param reuse uses of each pair on average
   */
  public record Budget(@Nullable Long pairs, @Nullable Double minutes, double reuse) {}

  /**
   * One observation.
   *
   * @param observation its number
   * @param status how sampling ended: complete, degraded or deadline
   * @param c2st accuracy of a classifier between our draws and the reference's, 0.5 is best; null
   *     if it was left out
   * @param boosted the same by gradient-boosted trees, a stronger judge in few dimensions; null if
   *     their library could not be loaded
   * @param kl KL(reference || model), nats; null where the likelihood is not known
   * @param seconds from the observation's receipt to its posterior
   */
  public record Score(
      int observation,
      String status,
      @Nullable Double c2st,
      @Nullable Double boosted,
      @Nullable Double kl,
      double seconds) {}
}
