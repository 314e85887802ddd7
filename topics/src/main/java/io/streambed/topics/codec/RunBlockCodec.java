package io.streambed.topics.codec;

import io.streambed.science.RunBlock;

/** Blocks of runs. */
final class RunBlockCodec extends ProtoCodec<RunBlock, io.streambed.proto.v1.RunBlock> {

  RunBlockCodec() {
    super("RunBlock", io.streambed.proto.v1.RunBlock.parser());
  }

  @Override
  io.streambed.proto.v1.RunBlock toMessage(RunBlock block) {
    return io.streambed.proto.v1.RunBlock.newBuilder()
        .setNumber(block.number())
        .setFirstRun(block.firstRun())
        .setCount(block.count())
        .setProposal(Proposals.message(block.proposal()))
        .build();
  }

  @Override
  RunBlock toNoun(io.streambed.proto.v1.RunBlock message) {
    return new RunBlock(
        message.getNumber(),
        message.getFirstRun(),
        message.getCount(),
        Proposals.noun(message.getProposal()));
  }
}
