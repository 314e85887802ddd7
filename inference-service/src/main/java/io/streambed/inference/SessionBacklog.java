package io.streambed.inference;

import io.streambed.topics.Session;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What the topic of sessions holds, as it stands there: short, and decoded when it is needed. */
interface SessionBacklog {

  /**
   * Every session of a partition, by sensor; of several records of one that of the latest
   * observation. May take seconds; does not block.
   */
  CompletionStage<Map<String, byte[]>> read(int partition);

  byte[] encode(Session session);

  Session decode(byte[] bytes);
}
