package io.streambed.simulator;

import io.streambed.science.Outcome;
import io.streambed.science.Outcome.Cause;
import io.streambed.science.Outcome.Failed;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a worker has done since its last report.
 *
 * @param runs runs that ended, failed ones included
 * @param failures how many of them failed, by cause
 * @param busy time for which it had a block to simulate
 * @param hung threads of this worker that were given up and had not ended at that time
 * @param worker number of the worker, from 0
 */
record WorkReport(
    int worker, long runs, Map<Cause, Long> failures, Duration busy, List<Thread> hung) {

  WorkReport {
    failures = Map.copyOf(failures);
    hung = List.copyOf(hung);
  }

  /** Of the outcomes from index {@code from} until before {@code until}. */
  static WorkReport of(
      int worker, BlockOutcomes outcomes, int from, int until, Duration busy, List<Thread> hung) {
    Map<Cause, Long> failures = new EnumMap<>(Cause.class);
    for (int index = from; index < until; index++) {
      Outcome outcome = outcomes.get(index);
      if (outcome instanceof Failed failed) {
        failures.merge(failed.cause(), 1L, Long::sum);
      }
    }
    return new WorkReport(worker, until - from, failures, busy, hung);
  }
}
