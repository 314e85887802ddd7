package io.streambed.trainer;

import io.streambed.topics.checkpoint.CheckpointPublisher;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.publish.SoleWriter;
import io.streambed.trainer.checkpoint.CheckpointStore;
import io.streambed.trainer.checkpoint.TopicStore;

/** Opens the store of checkpoints that the settings ask for. */
final class CheckpointStores {

  private CheckpointStores() {}

  /**
   * @param writer that has been opened: what it does not write is not there
   * @throws io.streambed.trainer.checkpoint.CheckpointException if a folder cannot be used
   */
  static CheckpointStore open(TrainerSettings settings, TopicClient client, SoleWriter writer) {
    return switch (settings.checkpoint().store()) {
      case DIRECTORY -> CheckpointStore.open(settings.checkpoint().directory());
      case TOPIC ->
          new TopicStore(
              client.topics().checkpoints().name(),
              client.checkpoints(),
              new CheckpointPublisher(writer.publisher(client.topics().checkpoints())));
    };
  }
}
