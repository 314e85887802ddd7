package io.streambed.topics.codec;

import io.streambed.proto.v1.Failure;
import io.streambed.proto.v1.FailureCause;
import io.streambed.science.Outcome;
import io.streambed.topics.OutcomeBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Outcomes of a block as columns, so that a block of small pairs costs one allocation and no
 * boxing. A pair whose data hold NaN or infinity, which only a foreign simulator would send, is
 * read as the failure that it is.
 */
final class OutcomeBlockCodec extends ProtoCodec<OutcomeBlock, io.streambed.proto.v1.OutcomeBlock> {
  /** Larger records gain nothing and delay the first outcome of a block. */
  private static final int TARGET = 256 * 1024;

  private static final int LONGEST_MESSAGE = 1000;
  private static final int PER_OUTCOME = 24;

  OutcomeBlockCodec() {
    super("OutcomeBlock", io.streambed.proto.v1.OutcomeBlock.parser());
  }

  @Override
  public List<OutcomeBlock> split(OutcomeBlock block) {
    List<List<Outcome>> parts = new ArrayList<>(List.of(new ArrayList<>()));
    long bytes = 0;
    for (Outcome outcome : block.outcomes()) {
      long size = size(outcome);
      if (bytes > 0 && bytes + size > TARGET) {
        parts.add(new ArrayList<>());
        bytes = 0;
      }
      parts.get(parts.size() - 1).add(outcome);
      bytes += size;
    }
    if (parts.size() == 1) {
      return List.of(block);
    }
    List<OutcomeBlock> blocks = new ArrayList<>();
    for (List<Outcome> part : parts) {
      blocks.add(
          new OutcomeBlock(
              block.block(), blocks.size(), parts.size(), part, block.simulator(), block.seed()));
    }
    return blocks;
  }

  @Override
  io.streambed.proto.v1.OutcomeBlock toMessage(OutcomeBlock block) {
    OutcomeColumns columns = OutcomeColumns.of(block.outcomes());
    var message =
        io.streambed.proto.v1.OutcomeBlock.newBuilder()
            .setBlock(block.block())
            .setPart(block.part())
            .setParts(block.parts())
            .setSimulator(block.simulator())
            .setSeed(block.seed())
            .setProposal(block.outcomes().get(0).proposal())
            .setParameters(columns.parameters());
    columns.data().ifPresent(message::setData);
    for (int row = 0; row < block.outcomes().size(); row++) {
      Outcome outcome = block.outcomes().get(row);
      message.addRuns(outcome.run());
      if (outcome instanceof Outcome.Failed failed) {
        message.addFailures(failure(row, failed));
      }
    }
    return message.build();
  }

  @Override
  OutcomeBlock toNoun(io.streambed.proto.v1.OutcomeBlock message) {
    return new OutcomeBlock(
        message.getBlock(),
        message.getPart(),
        message.getParts(),
        OutcomeColumns.outcomes(message),
        message.getSimulator(),
        message.getSeed());
  }

  private static long size(Outcome outcome) {
    if (outcome instanceof Outcome.Pair pair) {
      return PER_OUTCOME + 8L * pair.parameters().size() + 4L * pair.data().size();
    }
    Outcome.Failed failed = (Outcome.Failed) outcome;
    return PER_OUTCOME + 8L * failed.parameters().size() + 2L * LONGEST_MESSAGE;
  }

  private static Failure failure(int row, Outcome.Failed failed) {
    String message = failed.message();
    return Failure.newBuilder()
        .setRow(row)
        .setCause(FailureCause.valueOf("FAILURE_CAUSE_" + failed.cause().name()))
        .setMessage(
            message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE))
        .build();
  }
}
