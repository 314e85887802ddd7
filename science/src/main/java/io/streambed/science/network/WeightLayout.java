package io.streambed.science.network;

import ai.djl.ndarray.types.Shape;
import io.streambed.science.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;

/** Names, shapes, places and starting values of all weights of a network in one flat array. */
final class WeightLayout {
  /** Values by which each weight is aligned, one cache line. */
  private static final int ALIGNMENT = 16;

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Integer> indices = new TreeMap<>();
  private int length;

  /**
   * One weight.
   *
   * @param start every value at the start, where {@code bound} is 0
   * @param bound half-width of the uniform distribution around {@code start}
   * @param offset place of its first value in the flat array
   */
  record Entry(String name, Shape shape, double start, double bound, int offset) {
    int size() {
      return Math.toIntExact(shape.size());
    }
  }

  /**
   * Weights that were declared one after the other.
   *
   * @param from index of the first
   * @param to index after the last
   */
  record Part(int from, int to) {}

  /** All weights declared from index {@code from} on, until now. */
  Part partFrom(int from) {
    return new Part(from, entries.size());
  }

  /** Declares a weight that starts uniform within ± {@code bound}; returns its index. */
  int uniform(String name, double bound, long... shape) {
    return add(name, 0, bound, shape);
  }

  /** Declares a scalar that starts at {@code value}; returns its index. */
  int scalar(String name, double value) {
    return add(name, value, 0);
  }

  private int add(String name, double start, double bound, long... shape) {
    Entry entry = new Entry(name, new Shape(shape), start, bound, length);
    if (indices.put(name, entries.size()) != null) {
      throw new IllegalArgumentException("expected distinct names of weights, got twice " + name);
    }
    entries.add(entry);
    length = Math.addExact(length, (entry.size() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    return entries.size() - 1;
  }

  /** Whether a weight of that name is declared. */
  boolean contains(String name) {
    return indices.containsKey(name);
  }

  List<Entry> entries() {
    return entries;
  }

  Entry entry(int index) {
    return entries.get(index);
  }

  /** Length of the flat array, with the gaps between weights, which stay 0. */
  int length() {
    return length;
  }

  /** Copies all weights out of {@code flat}, shape [length], by name. */
  SortedMap<String, Tensor> tensors(float[] flat) {
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    for (Entry entry : entries) {
      float[] values = Arrays.copyOfRange(flat, entry.offset(), entry.offset() + entry.size());
      int[] shape = Arrays.stream(entry.shape().getShape()).mapToInt(Math::toIntExact).toArray();
      tensors.put(entry.name(), Tensor.of(values, shape));
    }
    return tensors;
  }

  /**
   * @throws IllegalArgumentException naming a tensor that is neither a weight nor one of {@code
   *     others}
   */
  void requireOnly(SortedMap<String, Tensor> tensors, Set<String> others) {
    tensors.forEach(
        (name, tensor) -> {
          if (!contains(name) && !others.contains(name)) {
            throw new IllegalArgumentException(
                "expected the weights %s, got an unknown one, %s %s"
                    .formatted(indices.keySet(), name, tensor));
          }
        });
  }

  /**
   * The flat array, shape [length], with all weights out of {@code tensors}.
   *
   * @throws IllegalArgumentException naming the tensor that is missing, or has a wrong shape or
   *     value
   */
  float[] flat(SortedMap<String, Tensor> tensors) {
    TensorReader reader = new TensorReader(tensors);
    float[] flat = new float[length];
    for (Entry entry : entries) {
      float[] values = reader.read(entry.name(), entry.shape().getShape());
      System.arraycopy(values, 0, flat, entry.offset(), values.length);
    }
    return flat;
  }

  /** Names and shapes in order, the same for networks whose flat arrays mean the same. */
  String description() {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      text.append(entry.name()).append(entry.shape()).append(' ');
    }
    return text.toString();
  }

  /** Tells networks of different names or shapes of weights apart. */
  int form() {
    return description().hashCode();
  }

  /** Starting values, in the order of declaration, shape [length]. */
  float[] start(UniformRandomProvider random) {
    float[] values = new float[length];
    for (Entry entry : entries) {
      for (int i = 0; i < entry.size(); i++) {
        double offset = entry.bound() == 0 ? 0 : entry.bound() * (2 * random.nextDouble() - 1);
        values[entry.offset() + i] = (float) (entry.start() + offset);
      }
    }
    return values;
  }
}
