package io.streambed.trainer.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.trainer.plan.Outcomes;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldOutTest {

  @Test
  void one_run_in_every_so_many_is_taken() {
    HeldOut heldOut = new HeldOut(5, 3);

    assertFalse(heldOut.takes(0));
    assertTrue(heldOut.takes(4));
    assertTrue(heldOut.takes(9));
    assertFalse(heldOut.takes(10));
  }

  @Test
  void the_latest_are_kept() {
    HeldOut heldOut = new HeldOut(5, 3);
    for (long run = 4; run < 30; run += 5) {
      heldOut.add(Outcomes.pair(run));
    }

    assertEquals(List.of(Outcomes.pair(19), Outcomes.pair(24), Outcomes.pair(29)), heldOut.pairs());
    assertEquals(List.of(Outcomes.pair(29), Outcomes.pair(24)), heldOut.latest(2));
    assertEquals(3, heldOut.latest(10).size());
  }
}
