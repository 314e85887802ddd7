package io.streambed.topics.intake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.kafka.javadsl.Consumer;

/** The control of one consumer: closes it once the stream that it feeds has ended. */
final class ConsumerControl implements Control {
  private final Consumer.Control consumer;
  private final CompletableFuture<Done> closed = new CompletableFuture<>();

  /**
   * @param ended when the stream has worked on, and committed, all that it read
   */
  ConsumerControl(Consumer.Control consumer, CompletionStage<Done> ended) {
    this.consumer = consumer;
    ended.whenComplete(
        (done, failure) ->
            consumer
                .shutdown()
                .whenComplete((shut, problem) -> closed.complete(Done.getInstance())));
  }

  @Override
  public CompletionStage<Done> drain() {
    consumer.stop();
    return closed;
  }
}
