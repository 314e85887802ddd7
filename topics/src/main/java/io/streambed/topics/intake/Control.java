package io.streambed.topics.intake;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Ends the reading of a topic. */
public interface Control {

  /**
   * Reads no more, lets what is on its way be worked on and committed, then closes the consumer.
   *
   * @return done once it is closed; the same whenever it is called again
   */
  CompletionStage<Done> drain();
}
