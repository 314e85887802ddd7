package io.streambed.topics.codec;

import io.streambed.proto.v1.RunningStatistic;
import io.streambed.proto.v1.Window;
import io.streambed.science.Data;
import io.streambed.science.Tensor;
import io.streambed.topics.Session;

/** What sensors have seen so far. */
final class SessionCodec extends ProtoCodec<Session, io.streambed.proto.v1.Session> {

  SessionCodec() {
    super("Session", io.streambed.proto.v1.Session.parser());
  }

  @Override
  io.streambed.proto.v1.Session toMessage(Session session) {
    var message =
        io.streambed.proto.v1.Session.newBuilder()
            .setSensor(session.sensor())
            .setUpdated(Times.of(session.updated()));
    for (Session.RunningStatistic statistic : session.statistics()) {
      message.addStatistics(
          RunningStatistic.newBuilder()
              .setModelVersion(statistic.modelVersion())
              .setWeight(statistic.weight())
              .setSum(Tensors.of(statistic.sum().toArray(), statistic.sum().shape())));
    }
    for (Session.Window window : session.windows()) {
      message.addWindows(
          Window.newBuilder()
              .setObservation(window.observation())
              .setTime(Times.of(window.time()))
              .setData(Tensors.of(window.data().toArray(), window.data().shape())));
    }
    return message.build();
  }

  @Override
  Session toNoun(io.streambed.proto.v1.Session message) {
    return new Session(
        message.getSensor(),
        Times.instant("updated", message.getUpdated()),
        message.getStatisticsList().stream().map(SessionCodec::statistic).toList(),
        message.getWindowsList().stream().map(SessionCodec::window).toList());
  }

  private static Session.RunningStatistic statistic(RunningStatistic message) {
    return new Session.RunningStatistic(
        message.getModelVersion(),
        message.getWeight(),
        Tensor.of(Tensors.floats("sum", message.getSum()), Tensors.shape(message.getSum(), 0)));
  }

  private static Session.Window window(Window message) {
    return new Session.Window(
        message.getObservation(),
        Times.instant("time", message.getTime()),
        Data.of(Tensors.floats("data", message.getData()), Tensors.shape(message.getData(), 0)));
  }
}
