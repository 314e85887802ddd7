package io.streambed.app.progress;

import io.streambed.app.report.LossPoint;
import io.streambed.topics.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What telemetry has said so far. Immutable.
 *
 * @param newest the last word of each role
 * @param losses the trainer's loss curve, thinned where it is long
 * @param trainSeconds busy seconds of the trainer
 * @param simulateSeconds busy seconds of the simulators, summed over workers
 */
public record RunState(
    Map<String, Telemetry> newest,
    List<LossPoint> losses,
    double trainSeconds,
    double simulateSeconds) {
  private static final int MOST_LOSSES = 2000;

  /** Before anything was said. */
  static RunState start() {
    return new RunState(Map.of(), List.of(), 0, 0);
  }

  /** With one more word. */
  RunState plus(Telemetry word) {
    Optional<Telemetry> before = Optional.ofNullable(newest.get(word.role()));
    double seconds =
        before.map(b -> (word.time().toEpochMilli() - b.time().toEpochMilli()) / 1e3).orElse(0.0);
    Map<String, Telemetry> words = new TreeMap<>(newest);
    words.put(word.role(), word);
    double busy = seconds * (1 - word.figures().getOrDefault("idle_share", 1.0));
    double simulating =
        seconds
            * word.figures().getOrDefault("workers", 0.0)
            * (1 - word.figures().getOrDefault("waiting_share", 1.0));
    return new RunState(
        words,
        withLoss(word),
        trainSeconds + (word.role().equals("trainer") ? busy : 0),
        simulateSeconds + (word.role().equals("simulator") ? simulating : 0));
  }

  /** A figure of a role's last word; NaN if there is none. */
  public double figure(String role, String name) {
    Telemetry word = newest.get(role);
    return word == null ? Double.NaN : word.figures().getOrDefault(name, Double.NaN);
  }

  /** A note of a role's last word; empty if there is none. */
  public String note(String role, String name) {
    Telemetry word = newest.get(role);
    return word == null ? "" : word.notes().getOrDefault(name, "");
  }

  private List<LossPoint> withLoss(Telemetry word) {
    Double loss = word.figures().get("loss_nats");
    if (!word.role().equals("trainer") || loss == null) {
      return losses;
    }
    List<LossPoint> more = new ArrayList<>(losses.size() < MOST_LOSSES ? losses : thinned());
    more.add(
        new LossPoint(
            word.figures().getOrDefault("steps", 0.0).longValue(),
            loss,
            word.figures().getOrDefault("held_out_loss_nats", Double.NaN)));
    return List.copyOf(more);
  }

  /** Every other point, so that a training without end has a curve of bounded length. */
  private List<LossPoint> thinned() {
    return IntStream.range(0, losses.size() / 2).mapToObj(i -> losses.get(2 * i + 1)).toList();
  }
}
