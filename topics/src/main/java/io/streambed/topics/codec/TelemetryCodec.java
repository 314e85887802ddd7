package io.streambed.topics.codec;

import io.streambed.topics.Telemetry;

/** What processes say of themselves. */
final class TelemetryCodec extends ProtoCodec<Telemetry, io.streambed.proto.v1.Telemetry> {

  TelemetryCodec() {
    super("Telemetry", io.streambed.proto.v1.Telemetry.parser());
  }

  @Override
  io.streambed.proto.v1.Telemetry toMessage(Telemetry telemetry) {
    return io.streambed.proto.v1.Telemetry.newBuilder()
        .setProcess(telemetry.process())
        .setRole(telemetry.role())
        .setTime(Times.of(telemetry.time()))
        .putAllFigures(telemetry.figures())
        .putAllNotes(telemetry.notes())
        .build();
  }

  @Override
  Telemetry toNoun(io.streambed.proto.v1.Telemetry message) {
    return new Telemetry(
        message.getProcess(),
        message.getRole(),
        Times.instant("time", message.getTime()),
        message.getFiguresMap(),
        message.getNotesMap());
  }
}
