package io.streambed.app.result;

import io.streambed.inference.document.ParameterSummary;
import io.streambed.inference.document.TrustSummary;
import io.streambed.inference.document.Uniformity;
import io.streambed.science.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a demonstration came to; all of it measured in that run.
 *
 * @param experiment its name
 * @param seed the experiment's seed
 * @param pairs runs admitted by the trainer
 * @param steps gradient steps of all rounds
 * @param seconds where the time went
 * @param model the model that gave the posterior
 * @param posterior one entry for each parameter
 * @param c2st accuracy of a classifier between these draws and the reference's; null without a
 *     reference
 * @param kl KL(reference || model), nats; null unless the likelihood is known in closed form and
 *     the model is amortised
 * @param trust how far to trust the posterior
 * @param calibration whether the model's posteriors are right over held-out data, by figure; empty
 *     where too few pairs or too sharp posteriors say nothing
 * @param predictive whether the posterior explains the record; null where too few simulations of it
 *     gave data in time
 * @param embedding how much of the parameters the model's embedding holds; null where it has none,
 *     or too few simulations gave data in time
 * @param detection whether data of another kind would be noticed; null where the model does not
 *     know where its data lie, or too few simulations gave data in time
 * @param verdict of the model's comparison with the one before; null where there was none
 * @param report path of the report
 */
public record DemoResult(
    String experiment,
    long seed,
    long pairs,
    long steps,
    Seconds seconds,
    Model model,
    List<ParameterSummary> posterior,
    @Nullable Double c2st,
    @Nullable Double kl,
    TrustSummary trust,
    List<Uniformity> calibration,
    @Nullable PredictiveSummary predictive,
    @Nullable EmbeddingSummary embedding,
    @Nullable DetectionSummary detection,
    @Nullable Verdict verdict,
    String report) {

  public DemoResult {
    posterior = List.copyOf(posterior);
    calibration = List.copyOf(calibration);
  }

  /**
   * Seconds of wall clock in all, and busy seconds of the parts, which run side by side.
   *
   * @param simulate spent in simulators, summed over workers
   * @param train spent in gradient steps
   * @param sample from the observation's receipt to its posterior
   * @param compare judging it afterwards
   * @param total from the start to the posterior
   */
  public record Seconds(
      double simulate, double train, double sample, double compare, double total) {}

  /**
   * A published model.
   *
   * @param version 1, 2, ...
   * @param sha256 of its weights, 64 hex digits
   */
  public record Model(long version, String sha256) {}
}
