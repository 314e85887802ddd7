package io.streambed.benchmarks;

import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.app.node.Role;
import io.streambed.app.progress.RunState;
import io.streambed.inference.document.Json;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sessions of many sensors: each is heard of once, then some of them all the time, while the
 * process is started anew and while another one joins it and leaves. Memory of a session at rest
 * and in use, how long sessions take to be read back, and how long an observation waits meanwhile.
 * Arguments: sensors (100,000), hot ones (1,000), observations per second of all hot ones (200),
 * seconds of each (30), experiment (benchmarks/experiments/three-means.conf).
 */
public final class SensorBenchmark {
  private static final int SAMPLES = 100;
  private static final int WARM_UP = 5000;
  private static final long SETTLING_SECONDS = 5;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Map<String, Object> SESSIONS = sessions();

  private final Workbench bench;
  private final int sensors;
  private final int hot;
  private final double rate;
  private final int seconds;
  private final Machine machine = Machine.here();
  private final Latencies latencies;
  private long restingBytes;
  private long activeBytes;
  private double restoreSeconds;

  /**
   * @param hot sensors that are heard of all the time
   * @param restingBytes of heap for each session at rest
   * @param activeBytes of heap for each session in use, beyond those
   * @param restoreSeconds in which a process that starts anew has read back the last partition
   * @param latencies milliseconds; the most is the longest that an observation waited
   */
  record Result(
      String benchmark,
      Machine machine,
      String experiment,
      int samples,
      int sensors,
      int hot,
      long restingBytes,
      long activeBytes,
      double restoreSeconds,
      List<Latency> latencies) {}

  private SensorBenchmark(Workbench bench, int sensors, int hot, double rate, int seconds) {
    this.bench = bench;
    this.sensors = sensors;
    this.hot = hot;
    this.rate = rate;
    this.seconds = seconds;
    latencies =
        Latencies.of(
            machine,
            "%s, %d sensors, %d of them hot, %d samples each"
                .formatted(bench.experiment(), sensors, hot, SAMPLES));
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    int sensors = arguments.count(0, 100_000);
    int hot = arguments.count(1, 1000);
    double rate = arguments.rate(2, 200);
    int seconds = arguments.count(3, 30);
    Workbench.use(
        arguments.text(4, "benchmarks/experiments/three-means.conf"),
        bench -> new SensorBenchmark(bench, sensors, hot, rate, seconds).run());
  }

  private void run() {
    long version = bench.train(loop -> {});
    bench.infer(SESSIONS, version, this::hearOfAll);
    bench.infer(SESSIONS, version, this::goOn);
    System.out.printf(
        "%d bytes of heap for each session at rest, %d for each in use; read back in %.1f s%n",
        restingBytes, activeBytes, restoreSeconds);
    System.out.println(
        Json.text(
            new Result(
                "sensors",
                machine,
                bench.experiment(),
                SAMPLES,
                sensors,
                hot,
                restingBytes,
                activeBytes,
                restoreSeconds,
                latencies.all())));
  }

  private static Map<String, Object> sessions() {
    Map<String, Object> sessions = new TreeMap<>(Workbench.SESSIONS);
    sessions.put("inference.session.idle", IDLE);
    return sessions;
  }

  private void hearOfAll(Loop loop) {
    of(hot).atMost(loop.node(), "warm-up", WARM_UP);
    rest(loop);
    long before = Heap.bytes();
    latencies.add(of(sensors).atMost(loop.node(), "each once", sensors));
    rest(loop);
    restingBytes = (Heap.bytes() - before) / (sensors - hot);
  }

  private void goOn(Loop loop) {
    RunState state = loop.await(s -> s.figure("inference", "sessions") >= sensors);
    restoreSeconds = state.figure("inference", "sessions_longest_restore_seconds");
    long before = Heap.bytes();
    latencies.add(atRate(loop, "hot"));
    activeBytes = (Heap.bytes() - before) / hot;
    CompletableFuture<Node> joined = later(() -> join(loop.node()));
    latencies.add(atRate(loop, "another joins"));
    CompletableFuture<Void> left =
        later(
            () -> {
              joined.join().close();
              return null;
            });
    latencies.add(atRate(loop, "it leaves"));
    left.join();
  }

  private Node join(Node first) {
    String brokers = first.client().settings().bootstrapServers();
    return Node.start(
        bench.plan(SESSIONS),
        new NodeSettings(
            EnumSet.of(Role.INFERENCE),
            new DataDirectory(bench.data().path().resolve("other")),
            Optional.of(brokers)));
  }

  private static <T> CompletableFuture<T> later(Supplier<T> action) {
    return CompletableFuture.supplyAsync(
        action, CompletableFuture.delayedExecutor(SETTLING_SECONDS, TimeUnit.SECONDS));
  }

  /** Until every session rests. */
  private static void rest(Loop loop) {
    loop.await(state -> state.figure("inference", "sessions_active") == 0);
  }

  private Latency atRate(Loop loop, String name) {
    return of(hot).atRate(loop.node(), name, rate, (int) Math.max(1, rate * seconds));
  }

  private PacedObservations of(int some) {
    return bench.observations(SAMPLES, some);
  }
}
