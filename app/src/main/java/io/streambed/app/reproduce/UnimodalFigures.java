package io.streambed.app.reproduce;

import io.streambed.app.result.ReproductionResult.Figures;
import java.util.List;

/**
 * Figures of {@link Unimodal}.
 *
 * @param trials one each
 */
record UnimodalFigures(List<OfTrial> trials) implements Figures {

  UnimodalFigures {
    trials = List.copyOf(trials);
  }

  /**
   * Figures of one trial.
   *
   * @param trial its name
   * @param statisticFromEmbedding R² of each value of B'y by regression on f(y)
   * @param embeddingFromStatistic R² of each value of f(y) by regression on B'y
   * @param embeddingFromStatisticTotal the same of all of f(y)
   * @param kl KL(exact || learnt) of fresh observations, nats
   * @param klMean their mean, nats
   * @param information KL(exact posterior || prior) of the same on average, nats
   */
  record OfTrial(
      String trial,
      List<Double> statisticFromEmbedding,
      List<Double> embeddingFromStatistic,
      double embeddingFromStatisticTotal,
      List<Double> kl,
      double klMean,
      double information) {

    static OfTrial of(String trial, UnimodalMeasurement measured) {
      return new OfTrial(
          trial,
          measured.statistic().determined(),
          measured.embedding().determined(),
          measured.embedding().total(),
          measured.divergences(),
          measured.divergence(),
          measured.information());
    }
  }
}
