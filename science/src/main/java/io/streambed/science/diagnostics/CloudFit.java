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
    float[] mean = mean(members);
    float[] scale = scale(members, mean);
    List<double[]> projected =
        members.stream().map(x -> Cloud.projected(Cloud.scaled(x, mean, scale))).toList();
    float[] whitening = whitening(projected);
    float[] white = new float[members.size() * projected.get(0).length];
    for (int n = 0; n < members.size(); n++) {
      double[] row = Cloud.whitened(projected.get(n), whitening);
      for (int k = 0; k < row.length; k++) {
        white[n * row.length + k] = (float) row[k];
      }
    }
    int reduced = projected.get(0).length;
    Cloud unit =
        new Cloud(
            Tensor.of(mean, mean.length),
            Tensor.of(scale, mean.length),
            Tensor.of(whitening, reduced, reduced),
            Tensor.of(white, members.size(), reduced),
            1);
    double radius = radius(unit, everyOther(vectors, 1));
    return radius > 0
        ? new Cloud(unit.mean(), unit.scale(), unit.whitening(), unit.members(), radius)
        : null;
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

  private static float[] mean(List<double[]> members) {
    double[] mean = new double[members.get(0).length];
    for (double[] x : members) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += x[d] / members.size();
      }
    }
    return floats(mean);
  }

  /** Deviations; 1 where a value is the same in all. */
  private static float[] scale(List<double[]> members, float[] mean) {
    double[] squares = new double[mean.length];
    for (double[] x : members) {
      for (int d = 0; d < mean.length; d++) {
        squares[d] += (x[d] - mean[d]) * (x[d] - mean[d]) / members.size();
      }
    }
    float[] scale = floats(Arrays.stream(squares).map(Math::sqrt).toArray());
    for (int d = 0; d < scale.length; d++) {
      scale[d] = scale[d] > 0 && Float.isFinite(scale[d]) ? scale[d] : 1;
    }
    return scale;
  }

  /**
   * Inverse of the Cholesky factor of the second moments, shrunk towards the identity the more the
   * fewer vectors there are for their size.
   */
  private static float[] whitening(List<double[]> projected) {
    int size = projected.get(0).length;
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
    return floats(factor.getData());
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
