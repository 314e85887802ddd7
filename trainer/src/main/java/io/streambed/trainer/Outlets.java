package io.streambed.trainer;

import io.streambed.science.ModelSnapshot;
import io.streambed.science.RunBlock;
import io.streambed.topics.Telemetry;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.publish.SoleWriter;

/** All that a trainer gives out. */
record Outlets(Outlet<RunBlock> runs, Outlet<ModelSnapshot> models, Outlet<Telemetry> telemetry) {

  /** To the experiment's topics; runs and models as the only one, telemetry as anyone. */
  static Outlets of(TopicClient client, SoleWriter writer) {
    return new Outlets(
        writer.publisher(client.topics().runs())::publish,
        client.modelPublisher(writer.publisher(client.topics().models()))::publish,
        client.publisher(client.topics().telemetry())::publish);
  }
}
