package io.streambed.app.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model would notice data of another kind: the larger of the distances of data and of
 * their embedding, on which verdicts rest, over fresh runs and over corrupted copies of them.
 *
 * @param runs fresh runs that gave data in time
 * @param missing runs that failed or came too late
 * @param limit distance from which a posterior is doubtful
 * @param refusal distance from which it is not to be trusted
 * @param falseAlarms share of the fresh runs beyond {@code limit}
 * @param falseRefusals share of them beyond {@code refusal}
 * @param corruptions one entry for each kind
 */
public record DetectionSummary(
    int runs,
    int missing,
    double limit,
    double refusal,
    double falseAlarms,
    double falseRefusals,
    List<Detected> corruptions) {

  public DetectionSummary {
    corruptions = List.copyOf(corruptions);
  }

  /**
   * One kind of corruption.
   *
   * @param corruption noise, offset, stuck, other-simulator or permuted
   * @param auc area below the curve of detections against false alarms; 0.5 says nothing, 1 is best
   * @param aucData the same of the distance of the data alone; null where they have no cloud
   * @param aucEmbedding the same of the distance of the embedding alone; null where there is none
   * @param detections share of the corrupted data beyond the limit
   * @param refusals share of them beyond the refusal
   */
  public record Detected(
      String corruption,
      double auc,
      @Nullable Double aucData,
      @Nullable Double aucEmbedding,
      double detections,
      double refusals) {}
}
