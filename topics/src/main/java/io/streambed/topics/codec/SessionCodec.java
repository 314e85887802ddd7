package io.streambed.topics.codec;

import io.streambed.proto.v1.Window;
import io.streambed.science.Data;
import io.streambed.science.posterior.RunningStatistic;
import io.streambed.topics.Session;
import java.util.List;

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
            .setUpdated(Times.of(session.updated()))
            .setNextOffset(session.nextOffset())
            .setCounted(session.counted())
            .setNewest(Times.of(session.newest()));
    for (Session.Statistic statistic : session.statistics()) {
      RunningStatistic running = statistic.running();
      message.addStatistics(
          io.streambed.proto.v1.RunningStatistic.newBuilder()
              .setModelVersion(statistic.modelVersion())
              .setWeight(running.weight())
              .setSum(Tensors.of(running.sum(), List.of(running.size())))
              .setCount(running.count())
              .setDoubtful(statistic.doubtful()));
    }
    for (Session.Window window : session.windows()) {
      message.addWindows(
          Window.newBuilder()
              .setObservation(window.observation())
              .setTime(Times.of(window.time()))
              .setData(Tensors.of(window.data().toArray(), window.data().shape()))
              .setOffset(window.offset()));
    }
    return message.addAllEarlier(session.earlier()).build();
  }

  @Override
  Session toNoun(io.streambed.proto.v1.Session message) {
    return new Session(
        message.getSensor(),
        Times.instant("updated", message.getUpdated()),
        message.getNextOffset(),
        message.getCounted(),
        Times.instant("newest", message.getNewest()),
        message.getStatisticsList().stream().map(SessionCodec::statistic).toList(),
        message.getWindowsList().stream().map(SessionCodec::window).toList(),
        message.getEarlierList());
  }

  private static Session.Statistic statistic(io.streambed.proto.v1.RunningStatistic message) {
    return new Session.Statistic(
        message.getModelVersion(),
        RunningStatistic.of(
            Tensors.doubles("sum", message.getSum()), message.getWeight(), message.getCount()),
        message.getDoubtful());
  }

  private static Session.Window window(Window message) {
    return new Session.Window(
        message.getObservation(),
        message.getOffset(),
        Times.instant("time", message.getTime()),
        Data.of(Tensors.floats("data", message.getData()), Tensors.shape(message.getData(), 0)));
  }
}
