package io.streambed.app.judge;

import io.streambed.science.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Runs of a simulator after training, of numbers that no training comes to. Their number and their
 * time are bounded: what has not ended by then is left out, and a run that hangs is left behind.
 *
 * @param pairs of the runs that gave data in time, by number
 * @param missing runs that failed or came too late
 */
record BoundedRuns(List<Outcome.Pair> pairs, int missing) {
  /** The number of the first such run. */
  static final long FIRST = 1L << 41;

  BoundedRuns {
    pairs = List.copyOf(pairs);
  }

  /**
   * Executes {@code count} runs on daemon threads.
   *
   * @param run the outcome of the run of that number
   * @param from number of the first run
   * @param workers runs at once, at least 1
   * @param limit for all of them together
   * @throws CancellationException if this thread was interrupted
   */
  static BoundedRuns of(
      LongFunction<Outcome> run, long from, int count, int workers, Duration limit) {
    List<Callable<Outcome>> runs =
        LongStream.range(from, from + count)
            .<Callable<Outcome>>mapToObj(number -> () -> run.apply(number))
            .toList();
    ExecutorService threads = Executors.newFixedThreadPool(workers, BoundedRuns::daemon);
    try {
      List<Outcome.Pair> pairs = new ArrayList<>();
      for (Future<Outcome> ended :
          threads.invokeAll(runs, limit.toMillis(), TimeUnit.MILLISECONDS)) {
        if (!ended.isCancelled() && ended.get() instanceof Outcome.Pair pair) {
          pairs.add(pair);
        }
      }
      return new BoundedRuns(pairs, count - pairs.size());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "judging-run");
    thread.setDaemon(true);
    return thread;
  }
}
