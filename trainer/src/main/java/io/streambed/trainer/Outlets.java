package io.streambed.trainer;

import io.streambed.science.ModelSnapshot;
import io.streambed.science.RunBlock;
import io.streambed.topics.Telemetry;
import io.streambed.topics.client.TopicClient;

/** All that a trainer gives out. */
record Outlets(Outlet<RunBlock> runs, Outlet<ModelSnapshot> models, Outlet<Telemetry> telemetry) {

  /** To the experiment's topics. */
  static Outlets of(TopicClient client) {
    return new Outlets(
        client.publisher(client.topics().runs())::publish,
        client.modelPublisher()::publish,
        client.publisher(client.topics().telemetry())::publish);
  }
}
