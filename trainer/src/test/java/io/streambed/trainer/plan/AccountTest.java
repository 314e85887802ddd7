package io.streambed.trainer.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class AccountTest {

  @Test
  void every_planned_run_stands_in_one_place() {
    Account account =
        Account.EMPTY
            .withPlanned(100)
            .plusBatch(16, 16)
            .plusBatch(16, 4)
            .plusHeldOut()
            .plusEvicted(7)
            .plusFailed();

    assertEquals(20, account.trained());
    assertEquals(100 - 20 - 1 - 7 - 1, account.pending());
    assertEquals(32.0 / 20, account.meanReuse());
    assertEquals(20.0 / 32, account.uniqueShare());
  }

  @Test
  void more_ends_than_plans_are_refused() {
    assertThrows(IllegalArgumentException.class, () -> Account.EMPTY.withPlanned(3).plusEvicted(4));
  }
}
