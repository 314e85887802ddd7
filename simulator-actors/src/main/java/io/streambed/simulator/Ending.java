package io.streambed.simulator;

import io.streambed.topics.DeadLetter;
import io.streambed.topics.OutcomeBlock;

/** What a record of {@code runs} comes to. */
sealed interface Ending {

  /** Its runs were executed. */
  record Outcomes(OutcomeBlock block) implements Ending {}

  /** It cannot be used. */
  record Unusable(DeadLetter letter) implements Ending {}
}
