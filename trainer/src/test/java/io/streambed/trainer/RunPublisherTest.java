package io.streambed.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.RunBlock;
import io.streambed.science.prior.PriorProposal;
import io.streambed.trainer.plan.RunPlanner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RunPublisherTest {
  private static final List<RunBlock> MISSING =
      RunPlanner.of(4, 8, 0, new PriorProposal()).between(0, 8);

  private final List<RunBlock> published = new ArrayList<>();
  private final RunPublisher publisher =
      new RunPublisher(
          block -> {
            published.add(block);
            return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
          },
          Duration.ofSeconds(10),
          seconds(0));

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void missing_blocks_are_announced_again_after_the_patience_and_then_ever_more_rarely() {
    publisher.publishAgain(MISSING, seconds(9));
    assertEquals(0, published.size());

    publisher.publishAgain(MISSING, seconds(10));
    assertEquals(MISSING, published);

    publisher.publishAgain(MISSING, seconds(29));
    assertEquals(2, published.size());
    publisher.publishAgain(MISSING, seconds(30));
    assertEquals(4, published.size());
  }

  @Test
  void work_at_hand_gives_new_patience() {
    publisher.publishAgain(MISSING, seconds(10));
    publisher.busy(seconds(12));

    publisher.publishAgain(MISSING, seconds(21));
    assertEquals(2, published.size());
    publisher.publishAgain(MISSING, seconds(22));
    assertEquals(4, published.size());
  }

  @Test
  void slow_simulators_get_four_times_the_longest_recent_gap() {
    publisher.arrived(seconds(60));

    publisher.publishAgain(MISSING, seconds(60 + 239));
    assertEquals(0, published.size());
    publisher.publishAgain(MISSING, seconds(60 + 240));
    assertEquals(2, published.size());
  }

  @Test
  void a_gap_counts_in_full_even_if_blocks_were_announced_again_in_it() {
    publisher.publishAgain(MISSING, seconds(10));
    publisher.arrived(seconds(20));

    publisher.publishAgain(MISSING, seconds(99));
    assertEquals(2, published.size());
    publisher.publishAgain(MISSING, seconds(100));
    assertEquals(4, published.size());
  }

  @Test
  void a_long_gap_is_forgotten_when_arrivals_come_quickly_again() {
    publisher.arrived(seconds(600));
    for (int arrival = 1; arrival <= 100; arrival++) {
      publisher.arrived(seconds(600 + arrival));
    }

    publisher.publishAgain(MISSING, seconds(700 + 10));

    assertEquals(2, published.size());
  }

  @Test
  void nothing_is_announced_again_when_nothing_is_missing() {
    publisher.publishAgain(List.of(), seconds(100));

    assertEquals(List.of(), published);
  }
}
