package io.streambed.topics.codec;

import io.streambed.proto.v1.RankHistogram;
import io.streambed.science.Calibration;

/** Calibrations as messages. */
final class Calibrations {

  private Calibrations() {}

  static io.streambed.proto.v1.Calibration message(Calibration calibration) {
    var message =
        io.streambed.proto.v1.Calibration.newBuilder()
            .setPairs(calibration.pairs())
            .setLoss(calibration.loss())
            .setLogNormaliserMean(calibration.logNormaliserMean())
            .setLogNormaliserDeviation(calibration.logNormaliserDeviation())
            .addAllRanks(
                calibration.rankCounts().stream()
                    .map(counts -> RankHistogram.newBuilder().addAllCounts(counts).build())
                    .toList())
            .addAllLevels(calibration.levels())
            .addAllCoverage(calibration.coverage())
            .addAllTarpCounts(calibration.tarpCounts());
    if (calibration.data() != null) {
      message.setData(Clouds.message(calibration.data()));
    }
    if (calibration.embeddings() != null) {
      message.setEmbeddings(Clouds.message(calibration.embeddings()));
    }
    return message.build();
  }

  static Calibration noun(io.streambed.proto.v1.Calibration message) {
    return new Calibration(
        message.getPairs(),
        message.getLoss(),
        message.getLogNormaliserMean(),
        message.getLogNormaliserDeviation(),
        message.getRanksList().stream().map(RankHistogram::getCountsList).toList(),
        message.getLevelsList(),
        message.getCoverageList(),
        message.getTarpCountsList(),
        Clouds.noun(message.hasData(), message.getData()),
        Clouds.noun(message.hasEmbeddings(), message.getEmbeddings()));
  }
}
