package io.streambed.science.network;

import io.streambed.science.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/** Takes tensors by name, with their shape and finiteness checked. */
record TensorReader(SortedMap<String, Tensor> tensors) {

  /**
   * The values of {@code name}.
   *
   * @throws IllegalArgumentException if it is missing, has another shape or holds NaN or infinity
   */
  float[] read(String name, long... shape) {
    Tensor tensor = tensors.get(name);
    List<Integer> expected = Arrays.stream(shape).mapToInt(Math::toIntExact).boxed().toList();
    if (tensor == null) {
      throw new IllegalArgumentException(
          "expected tensor %s %s, got none among %d tensors"
              .formatted(name, expected, tensors.size()));
    }
    if (!tensor.shape().equals(expected)) {
      throw new IllegalArgumentException(
          "expected tensor %s %s, got %s".formatted(name, expected, tensor.shape()));
    }
    float[] values = tensor.toArray();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "expected finite values in tensor %s, got %s at %d".formatted(name, values[i], i));
      }
    }
    return values;
  }
}
