package io.streambed.topics.client;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.RunBlock;
import io.streambed.topics.intake.Receipt;
import io.streambed.topics.intake.Received;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;

/** Work on run blocks that remembers their numbers. */
final class Finished {
  private final List<Long> numbers = new CopyOnWriteArrayList<>();
  private final CountDownLatch enough;

  /**
   * @param enough how many different blocks are waited for
   */
  Finished(int enough) {
    this.enough = new CountDownLatch(enough);
  }

  Flow<Received<RunBlock>, Receipt, NotUsed> work() {
    return work(number -> {});
  }

  Flow<Received<RunBlock>, Receipt, NotUsed> work(LongConsumer before) {
    return Flow.<Received<RunBlock>>create()
        .map(
            received -> {
              long number = number(received);
              before.accept(number);
              boolean repeated = numbers.contains(number);
              numbers.add(number);
              if (!repeated) {
                enough.countDown();
              }
              return received.receipt();
            });
  }

  List<Long> awaitEnough() {
    try {
      assertTrue(enough.await(60, TimeUnit.SECONDS), "still missing " + enough.getCount());
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
    return numbers;
  }

  List<Long> numbers() {
    return numbers;
  }

  static long number(Received<RunBlock> received) {
    return ((RunBlock) assertInstanceOf(Received.Decoded.class, received).value()).number();
  }
}
