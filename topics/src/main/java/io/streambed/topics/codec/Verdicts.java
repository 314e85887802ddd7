package io.streambed.topics.codec;

import io.streambed.science.Verdict;

/** Verdicts on models as messages. */
final class Verdicts {

  private Verdicts() {}

  static io.streambed.proto.v1.Verdict message(Verdict verdict) {
    return io.streambed.proto.v1.Verdict.newBuilder()
        .setPromoted(verdict.promoted())
        .setReason(verdict.reason())
        .setIncumbent(verdict.incumbent())
        .setPairs(verdict.pairs())
        .setLoss(verdict.loss())
        .setLossError(verdict.lossError())
        .setDifference(verdict.difference())
        .setDifferenceError(verdict.differenceError())
        .setSpreadOverData(verdict.spreadOverData())
        .setSpreadOverParameters(verdict.spreadOverParameters())
        .addAllFlags(verdict.flags())
        .addAllIncumbentFlags(verdict.incumbentFlags())
        .build();
  }

  static Verdict noun(io.streambed.proto.v1.Verdict message) {
    return new Verdict(
        message.getPromoted(),
        message.getReason(),
        message.getIncumbent(),
        message.getPairs(),
        message.getLoss(),
        message.getLossError(),
        message.getDifference(),
        message.getDifferenceError(),
        message.getSpreadOverData(),
        message.getSpreadOverParameters(),
        message.getFlagsList(),
        message.getIncumbentFlagsList());
  }
}
