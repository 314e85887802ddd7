package io.streambed.science.diagnostics;

import io.streambed.science.Cloud;
import io.streambed.science.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.jspecify.annotations.Nullable;

/**
 * Fits a {@link Cloud}: every other vector makes it, the others say how far such vectors lie. That
 * radius is a conformal bound: a vector of the same kind is beyond it with a chance of at most 1 %,
 * on average over fits (Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005),
 * whatever the distribution; of n others below 99 it is their largest, with a chance of 1 / (n +
 * 1).
 */
public final class CloudFit {
  /** Fewer say nothing. */
  static final int FEWEST = 40;

  /** Values of a vector; a cloud of larger ones would crowd a model's record. */
  static final int LARGEST = 16_384;

  private static final int MOST_MEMBERS = 256;
  private static final double LEVEL = 0.99;

  /** Least share of the identity in the correlation matrix. */
  private static final double RIDGE = 0.02;

  private CloudFit() {}

  /**
   * The cloud of some vectors.
   *
   * @param vectors N of one size
   * @return null if they are fewer than 40, longer than 16,384, all alike, or not all finite
   */
  public static @Nullable Cloud of(List<double[]> vectors) {
    if (vectors.size() < FEWEST
        || vectors.get(0).length > LARGEST
        || vectors.stream().flatMapToDouble(Arrays::stream).anyMatch(v -> !Double.isFinite(v))) {
      return null;
    }
    List<double[]> members = everyOther(vectors, 0).stream().limit(MOST_MEMBERS).toList();
    Tensor mean = mean(members);
    Tensor scale = scale(members, mean);
    List<double[]> projected =
        members.stream().map(x -> Cloud.projected(Cloud.scaled(x, mean, scale))).toList();
    int size = projected.get(0).length;
    Tensor whitening = whitening(projected, size);
    double[] white =
        projected.stream()
            .flatMapToDouble(z -> Arrays.stream(Cloud.whitened(z, whitening)))
            .toArray();
    Cloud unit = new Cloud(mean, scale, whitening, tensor(white, members.size(), size), 1);
    double radius = radius(unit, everyOther(vectors, 1));
    return radius > 0 ? new Cloud(mean, scale, whitening, unit.members(), radius) : null;
  }

  private static List<double[]> everyOther(List<double[]> vectors, int from) {
    return IntStream.range(0, vectors.size())
        .filter(n -> n % 2 == from)
        .mapToObj(vectors::get)
        .toList();
  }

  private static double radius(Cloud unit, List<double[]> others) {
    double[] distances = others.stream().mapToDouble(unit::distance).sorted().toArray();
    int place = (int) Math.ceil(LEVEL * (distances.length + 1));
    return distances[Math.min(place, distances.length) - 1];
  }

  private static Tensor mean(List<double[]> members) {
    double[] mean = new double[members.get(0).length];
    for (double[] x : members) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += x[d] / members.size();
      }
    }
    return tensor(mean, mean.length);
  }

  /** Deviations; 1 where a value is the same in all. */
  private static Tensor scale(List<double[]> members, Tensor mean) {
    double[] squares = new double[mean.size()];
    for (double[] x : members) {
      for (int d = 0; d < squares.length; d++) {
        squares[d] += (x[d] - mean.get(d)) * (x[d] - mean.get(d)) / members.size();
      }
    }
    double[] scale =
        Arrays.stream(squares)
            .map(square -> (float) Math.sqrt(square))
            .map(deviation -> deviation > 0 && deviation < Float.POSITIVE_INFINITY ? deviation : 1)
            .toArray();
    return tensor(scale, scale.length);
  }

  /**
   * Inverse of the Cholesky factor of the second moments, shrunk towards the identity the more the
   * fewer vectors there are for their size.
   */
  private static Tensor whitening(List<double[]> projected, int size) {
    int count = projected.size();
    double ridge = Math.max(RIDGE, (double) size / (size + count));
    DMatrixRMaj moments = CommonOps_DDRM.identity(size);
    CommonOps_DDRM.scale(ridge, moments);
    for (double[] z : projected) {
      for (int row = 0; row < size; row++) {
        for (int column = 0; column < size; column++) {
          moments.add(row, column, (1 - ridge) * z[row] * z[column] / count);
        }
      }
    }
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(size, true);
    if (!cholesky.decompose(moments)) {
      throw new IllegalStateException("expected shrunk moments to be positive definite");
    }
    DMatrixRMaj factor = cholesky.getT(null);
    CommonOps_DDRM.invert(factor);
    return tensor(factor.getData(), size, size);
  }

  private static Tensor tensor(double[] values, int... shape) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return Tensor.of(floats, shape);
  }
}
