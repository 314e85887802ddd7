package io.streambed.inference.document;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment is doing, and what one server remembers of it.
 *
 * @param experiment its name
 * @param processes the last word of each
 * @param runsWaiting blocks of runs that no simulator has finished; null while that is not known
 * @param readingsWaiting readings that no window has; null while that is not known
 * @param observationsWaiting observations without an answer; null while that is not known
 * @param brokersSilentSeconds since a broker answered the server
 * @param sensors that are remembered
 * @param sensorsForgotten that had to make room
 * @param posteriorsRead since the server's start
 * @param modelsKnown that are remembered
 * @param deadLettersOpen that are remembered and nobody has done anything about
 * @param waitingForAnswers callers that wait for a posterior
 * @param time of all this
 */
public record Overview(
    String experiment,
    List<StatusDocument.Process> processes,
    @Nullable Long runsWaiting,
    @Nullable Long readingsWaiting,
    @Nullable Long observationsWaiting,
    double brokersSilentSeconds,
    int sensors,
    long sensorsForgotten,
    long posteriorsRead,
    int modelsKnown,
    int deadLettersOpen,
    int waitingForAnswers,
    Instant time) {

  public Overview {
    processes = List.copyOf(processes);
  }
}
