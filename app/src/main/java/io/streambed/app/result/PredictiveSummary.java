package io.streambed.app.result;

import io.streambed.science.diagnostics.PredictiveBands;

/**
 * Whether data simulated from draws of the posterior look like the record.
 *
 * @param runs simulated data sets
 * @param missing runs that failed or came too late
 * @param inside90 share of the record's values inside the central 90 % of the simulated ones, 0 to
 *     1; around .9 if the model explains them
 * @param pValue two-sided probability of the record's discrepancy among those of the simulated
 *     data; small = unexplained
 */
public record PredictiveSummary(int runs, int missing, double inside90, double pValue) {

  /** That of {@code bands}. */
  public static PredictiveSummary of(PredictiveBands bands, int runs, int missing) {
    return new PredictiveSummary(runs, missing, bands.inside(), bands.check().twoSided());
  }
}
