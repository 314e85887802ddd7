package io.streambed.topics.codec;

import io.streambed.proto.v1.Tensor;
import io.streambed.science.Cloud;
import org.jspecify.annotations.Nullable;

/** Clouds as messages. */
final class Clouds {

  private Clouds() {}

  static io.streambed.proto.v1.Cloud message(Cloud cloud) {
    return io.streambed.proto.v1.Cloud.newBuilder()
        .setMean(message(cloud.mean()))
        .setScale(message(cloud.scale()))
        .setWhitening(message(cloud.whitening()))
        .setMembers(message(cloud.members()))
        .setRadius(cloud.radius())
        .build();
  }

  /** Null where {@code there} is not. */
  static @Nullable Cloud noun(boolean there, io.streambed.proto.v1.Cloud message) {
    return there
        ? new Cloud(
            noun("mean", message.getMean()),
            noun("scale", message.getScale()),
            noun("whitening", message.getWhitening()),
            noun("members", message.getMembers()),
            message.getRadius())
        : null;
  }

  private static Tensor message(io.streambed.science.Tensor tensor) {
    return Tensors.of(tensor.toArray(), tensor.shape());
  }

  private static io.streambed.science.Tensor noun(String what, Tensor tensor) {
    float[] values = Tensors.floats(what, tensor);
    return io.streambed.science.Tensor.of(values, Tensors.shape(tensor, 0));
  }
}
