package io.streambed.science.diagnostics;

import io.streambed.science.Data;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Ways in which data of a sensor can differ from those of the simulator. */
public enum Corruption {
  /** Gaussian noise on each value, of the deviation that this value has over the data. */
  NOISE {
    @Override
    void change(Batch batch, float[] values, UniformRandomProvider random) {
      var normal = ZigguratSampler.NormalizedGaussian.of(random);
      for (int d = 0; d < values.length; d++) {
        values[d] += (float) (batch.deviation[d] * normal.sample());
      }
    }
  },

  /** Each value larger by two of its deviations over the data. */
  OFFSET {
    @Override
    void change(Batch batch, float[] values, UniformRandomProvider random) {
      for (int d = 0; d < values.length; d++) {
        values[d] += (float) (2 * batch.deviation[d]);
      }
    }
  },

  /** In each channel, the first axis of the shape, the value after a quarter stays to the end. */
  STUCK {
    @Override
    void change(Batch batch, float[] values, UniformRandomProvider random) {
      int size = values.length / batch.channels;
      for (int d = 0; d < values.length; d++) {
        int from = d / size * size + size / 4;
        values[d] = values[Math.min(d, from)];
      }
    }
  },

  /**
   * Another simulator, whose values are one by one as likely as this one's and independent of each
   * other: each is taken from another datum.
   */
  OTHER_SIMULATOR {
    @Override
    void change(Batch batch, float[] values, UniformRandomProvider random) {
      for (int d = 0; d < values.length; d++) {
        values[d] = batch.data.get(random.nextInt(batch.data.size())).get(d);
      }
    }
  },

  /** The values of each datum in another order, the same for all. */
  PERMUTED {
    @Override
    void change(Batch batch, float[] values, UniformRandomProvider random) {
      float[] before = values.clone();
      for (int d = 0; d < values.length; d++) {
        values[d] = before[batch.order[d]];
      }
    }
  };

  abstract void change(Batch batch, float[] values, UniformRandomProvider random);

  /**
   * The same data, corrupted; what becomes infinite by it is so.
   *
   * @param data N of one shape
   */
  public List<Data> of(List<Data> data, UniformRandomProvider random) {
    Batch batch = new Batch(data, random);
    int[] shape = data.get(0).shape().stream().mapToInt(Integer::intValue).toArray();
    return data.stream()
        .map(
            datum -> {
              float[] values = datum.toArray();
              change(batch, values, random);
              return Data.of(values, shape);
            })
        .toList();
  }

  /** What is known of all data together. */
  static final class Batch {
    private final List<Data> data;
    private final int channels;
    private final double[] deviation;
    private final int[] order;

    private Batch(List<Data> data, UniformRandomProvider random) {
      this.data = data;
      List<Integer> shape = data.get(0).shape();
      channels = shape.size() > 1 ? shape.get(0) : 1;
      int size = data.get(0).size();
      deviation = IntStream.range(0, size).mapToDouble(this::deviation).toArray();
      order = PermutationSampler.natural(size);
      PermutationSampler.shuffle(random, order);
    }

    private double deviation(int d) {
      double mean = data.stream().mapToDouble(datum -> datum.get(d)).average().orElse(0);
      double square =
          data.stream().mapToDouble(datum -> Math.pow(datum.get(d) - mean, 2)).average().orElse(0);
      return Math.sqrt(square);
    }
  }
}
