package io.streambed.topics.codec;

import io.streambed.science.Observation;

/** Observations, which anyone may send: all of it is checked. */
final class ObservationCodec extends ProtoCodec<Observation, io.streambed.proto.v1.Observation> {
  private static final int LONGEST_NAME = 256;

  /** Draws of a single parameter, as 32-bit values, that fill a record. */
  private static final int MOST_SAMPLES = LIMIT / Float.BYTES;

  ObservationCodec() {
    super("Observation", io.streambed.proto.v1.Observation.parser());
  }

  @Override
  io.streambed.proto.v1.Observation toMessage(Observation observation) {
    return io.streambed.proto.v1.Observation.newBuilder()
        .setId(observation.id())
        .setSensor(observation.sensor())
        .setData(Tensors.of(observation.data().toArray(), observation.data().shape()))
        .setTime(Times.of(observation.time()))
        .setSamples(observation.samples())
        .setDeadline(Times.of(observation.deadline()))
        .build();
  }

  @Override
  Observation toNoun(io.streambed.proto.v1.Observation message) {
    checkNames(message);
    if (message.getSamples() < 1 || message.getSamples() > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "expected 1 <= samples <= %d, got %s"
              .formatted(MOST_SAMPLES, Integer.toUnsignedString(message.getSamples())));
    }
    if (!message.hasTime() || !message.hasDeadline()) {
      throw new IllegalArgumentException("expected a time and a deadline, one is missing");
    }
    return new Observation(
        message.getId(),
        message.getSensor(),
        Tensors.finite("data", message.getData()),
        Times.instant("time", message.getTime()),
        message.getSamples(),
        Times.duration("deadline", message.getDeadline()));
  }

  private static void checkNames(io.streambed.proto.v1.Observation message) {
    if (message.getId().length() > LONGEST_NAME || message.getSensor().length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "expected an id and a sensor of at most %d characters, got %d and %d"
              .formatted(LONGEST_NAME, message.getId().length(), message.getSensor().length()));
    }
  }
}
