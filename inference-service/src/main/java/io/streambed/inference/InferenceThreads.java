package io.streambed.inference;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which models are loaded and samples drawn, so that neither holds up actors or
 * streams. Native code runs on them: end them before the process ends.
 */
final class InferenceThreads {
  private final Pool loaders;
  private final Pool samplers;

  private InferenceThreads(Pool loaders, Pool samplers) {
    this.loaders = loaders;
    this.samplers = samplers;
  }

  /** One thread that loads, {@code parallelism} that draw samples. */
  static InferenceThreads start(int parallelism) {
    return new InferenceThreads(
        new Pool("inference-loader", 1), new Pool("inference-sampler", parallelism));
  }

  Executor loaders() {
    return loaders;
  }

  Executor samplers() {
    return samplers;
  }

  /**
   * Takes no more work.
   *
   * @return done once what was given is done
   */
  CompletionStage<Void> end() {
    loaders.shutdown();
    samplers.shutdown();
    return loaders.ended.thenCombine(samplers.ended, (loading, sampling) -> null);
  }

  private static final class Pool extends ThreadPoolExecutor {
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Pool(String name, int size) {
      super(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
      AtomicInteger started = new AtomicInteger();
      setThreadFactory(
          task -> {
            Thread thread = new Thread(task, name + "-" + started.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });
    }

    @Override
    protected void terminated() {
      super.terminated();
      ended.complete(null);
    }
  }
}
