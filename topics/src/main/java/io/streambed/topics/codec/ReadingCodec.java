package io.streambed.topics.codec;

import io.streambed.science.Reading;
import java.util.OptionalLong;

/** Readings, which anyone may send: all of it is checked. */
final class ReadingCodec extends ProtoCodec<Reading, io.streambed.proto.v1.Reading> {

  ReadingCodec() {
    super("Reading", io.streambed.proto.v1.Reading.parser());
  }

  @Override
  io.streambed.proto.v1.Reading toMessage(Reading reading) {
    var message =
        io.streambed.proto.v1.Reading.newBuilder()
            .setSensor(reading.sensor())
            .setTime(Times.of(reading.time()))
            .setValues(Tensors.of(reading.values().toArray(), reading.values().shape()));
    reading.sequence().ifPresent(message::setSequence);
    return message.build();
  }

  @Override
  Reading toNoun(io.streambed.proto.v1.Reading message) {
    if (!message.hasTime()) {
      throw new IllegalArgumentException("expected a time, it is missing");
    }
    return new Reading(
        message.getSensor(),
        Times.instant("time", message.getTime()),
        message.hasSequence() ? OptionalLong.of(message.getSequence()) : OptionalLong.empty(),
        Tensors.finite("values", message.getValues()));
  }
}
