package io.streambed.simulator;

import io.streambed.topics.experiment.CheckedSettings;
import java.time.Duration;

/**
 * How a process simulates.
 *
 * @param workers simulations at once, at least 1
 * @param timeLimit time after which a run is given up
 * @param blocksInFlight blocks that each worker has at hand, running or waiting, at least 1
 * @param hungLimit simulations that were given up and still run on, beyond which the process stops
 *     to simulate, at least 0
 * @param stopWait how long a stop lets blocks at hand finish
 */
public record SimulatorSettings(
    int workers, Duration timeLimit, int blocksInFlight, int hungLimit, Duration stopWait) {

  /** No timer of an actor system runs longer than some months. */
  private static final Duration LONGEST_ANSWER = Duration.ofDays(30);

  public SimulatorSettings {
    if (workers < 1 || blocksInFlight < 1) {
      throw new IllegalArgumentException(
          "expected workers >= 1 and blocksInFlight >= 1, got %d and %d"
              .formatted(workers, blocksInFlight));
    }
    if (hungLimit < 0) {
      throw new IllegalArgumentException("expected hungLimit >= 0, got " + hungLimit);
    }
    if (timeLimit.toMillis() < 1 || stopWait.isNegative()) {
      throw new IllegalArgumentException(
          "expected timeLimit >= 1 ms and stopWait >= 0, got %s and %s"
              .formatted(timeLimit, stopWait));
    }
  }

  /** Reads the section {@code simulation} of an experiment file; 0 workers are one a processor. */
  public static SimulatorSettings from(CheckedSettings file) {
    CheckedSettings simulation = file.section("simulation");
    int workers = simulation.integer("workers", 0, 4096);
    return new SimulatorSettings(
        workers == 0 ? Runtime.getRuntime().availableProcessors() : workers,
        simulation.duration("time-limit", Duration.ofMillis(1), Duration.ofDays(1)),
        simulation.integer("blocks-in-flight", 1, 64),
        simulation.integer("hung-limit", 0, 4096),
        simulation.duration("stop-wait", Duration.ZERO, Duration.ofMinutes(10)));
  }

  /** Within this time a worker has answered for every block at hand, even if each run hangs. */
  Duration answerLimit(int runs) {
    Duration hanging = timeLimit.multipliedBy(2L * runs * blocksInFlight).plusSeconds(30);
    return hanging.compareTo(LONGEST_ANSWER) < 0 ? hanging : LONGEST_ANSWER;
  }
}
