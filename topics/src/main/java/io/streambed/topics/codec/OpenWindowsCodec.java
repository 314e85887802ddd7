package io.streambed.topics.codec;

import io.streambed.proto.v1.PlacedReading;
import io.streambed.proto.v1.ReadingRun;
import io.streambed.topics.OpenWindows;
import io.streambed.topics.OpenWindows.Placed;
import io.streambed.topics.OpenWindows.Run;

/** Readings that are not yet an observation. */
final class OpenWindowsCodec extends ProtoCodec<OpenWindows, io.streambed.proto.v1.OpenWindows> {

  OpenWindowsCodec() {
    super("OpenWindows", io.streambed.proto.v1.OpenWindows.parser());
  }

  @Override
  io.streambed.proto.v1.OpenWindows toMessage(OpenWindows windows) {
    var message =
        io.streambed.proto.v1.OpenWindows.newBuilder()
            .setSensor(windows.sensor())
            .setNextOffset(windows.nextOffset())
            .setHeard(Times.of(windows.heard()))
            .setNewest(Times.of(windows.newest()))
            .setRules(windows.rules());
    Run run = windows.run();
    if (run != null) {
      message.setRun(toMessage(run));
    }
    return message.build();
  }

  @Override
  OpenWindows toNoun(io.streambed.proto.v1.OpenWindows message) {
    return new OpenWindows(
        message.getSensor(),
        message.getNextOffset(),
        Times.instant("heard", message.getHeard()),
        Times.instant("newest", message.getNewest()),
        message.getRules(),
        message.hasRun() ? toNoun(message.getRun()) : null);
  }

  private static ReadingRun toMessage(Run run) {
    var message =
        ReadingRun.newBuilder()
            .setOrigin(Times.of(run.origin()))
            .setFirst(run.first())
            .setNext(run.next())
            .setNewest(run.newest());
    for (Placed placed : run.readings()) {
      message.addReadings(
          PlacedReading.newBuilder()
              .setPlace(placed.place())
              .setValues(Tensors.of(placed.values().toArray(), placed.values().shape())));
    }
    return message.build();
  }

  private static Run toNoun(ReadingRun message) {
    return new Run(
        Times.instant("origin", message.getOrigin()),
        message.getFirst(),
        message.getNext(),
        message.getNewest(),
        message.getReadingsList().stream()
            .map(
                placed ->
                    new Placed(placed.getPlace(), Tensors.finite("values", placed.getValues())))
            .toList());
  }
}
