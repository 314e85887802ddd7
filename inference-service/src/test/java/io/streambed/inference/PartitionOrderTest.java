package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.inference.PartitionOrder.Finished;
import io.streambed.inference.PartitionOrder.Taken;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionOrderTest {
  private final PartitionOrder<String, String> order = new PartitionOrder<>();

  @Test
  void outcomesComeInTheOrderOfTheirPartition() {
    Taken<String, String> a = order.take("a", 0);
    Taken<String, String> b = order.take("b", 0);
    Taken<String, String> c = order.take("c", 0);
    Taken<String, String> d = order.take("d", 0);
    assertEquals(List.of(), finish(c));
    assertEquals(List.of(), finish(b));
    assertEquals(List.of("A", "B", "C"), finish(a));
    assertEquals(List.of("D"), finish(d));
  }

  @Test
  void aPartitionDoesNotWaitForAnother() {
    Taken<String, String> slow = order.take("slow", 0);
    Taken<String, String> other = order.take("other", 1);
    assertEquals(List.of("OTHER"), finish(other));
    assertEquals(List.of("SLOW"), finish(slow));
  }

  private List<String> finish(Taken<String, String> taken) {
    return order.finish(
        new Finished<>(taken.value().toUpperCase(java.util.Locale.ROOT), taken.place()));
  }
}
