package io.streambed.science.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Coefficient of determination of linear regression on rows that the fit has not seen: R² = 1 - Σ
 * (y - ŷ)² / Σ (y - mean y)², with ŷ = b + W x by least squares on the other rows. Says how much of
 * a known statistic an embedding holds in linear form, and the other way round how much of the
 * embedding the statistic explains.
 *
 * <p>1 = all of it; 0 = no more than the mean; below 0 = worse than the mean. Inputs may be
 * linearly dependent.
 */
public final class HeldOutRegression {

  /** A direction of the inputs below this share of the longest is rounding. */
  private static final double SMALLEST = 1e-9;

  private final DMatrixRMaj targets;
  private final DMatrixRMaj predicted;
  private final int fitted;

  private HeldOutRegression(DMatrixRMaj targets, DMatrixRMaj predicted, int fitted) {
    this.targets = targets;
    this.predicted = predicted;
    this.fitted = fitted;
  }

  /** {@link #determined} of a fit. */
  public static List<Double> of(double[] inputs, double[] outputs, int rows, int fitted) {
    return fit(inputs, outputs, rows, fitted).determined();
  }

  /**
   * Fits the first rows, and predicts the others.
   *
   * @param inputs x, shape [N, I] row-major
   * @param outputs y, shape [N, O] row-major
   * @param rows N
   * @param fitted the first so many rows are fitted, more than I; at least 2 are held out
   * @throws IllegalArgumentException if a shape is wrong or there are too few rows
   */
  public static HeldOutRegression fit(double[] inputs, double[] outputs, int rows, int fitted) {
    if (rows < 1
        || inputs.length == 0
        || outputs.length == 0
        || inputs.length % rows != 0
        || outputs.length % rows != 0) {
      throw new IllegalArgumentException(
          "expected inputs [%d, I] and outputs [%d, O], got %d and %d values"
              .formatted(rows, rows, inputs.length, outputs.length));
    }
    if (!DoubleStream.concat(Arrays.stream(inputs), Arrays.stream(outputs))
        .allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("expected finite inputs and outputs");
    }
    int width = inputs.length / rows;
    if (fitted <= width || rows - fitted < 2) {
      throw new IllegalArgumentException(
          "expected more than %d rows to fit and at least 2 to hold out, got %d and %d"
              .formatted(width, fitted, rows - fitted));
    }
    int height = outputs.length / rows;
    DMatrixRMaj design = design(inputs, width, rows);
    DMatrixRMaj seen = CommonOps_DDRM.extract(design, 0, fitted, 0, width + 1);
    DMatrixRMaj targets = new DMatrixRMaj(rows, height, true, outputs.clone());
    DMatrixRMaj weights = leastSquares(seen, CommonOps_DDRM.extract(targets, 0, fitted, 0, height));
    DMatrixRMaj predicted = new DMatrixRMaj(rows, height);
    CommonOps_DDRM.mult(design, weights, predicted);
    return new HeldOutRegression(targets, predicted, fitted);
  }

  /** R² of each output, shape [O]; NaN for one that is the same in all held-out rows. */
  public List<Double> determined() {
    List<Double> determined = new ArrayList<>();
    for (int o = 0; o < targets.getNumCols(); o++) {
      double spread = spread(o);
      determined.add(spread > rounding(o) ? 1 - residual(o) / spread : Double.NaN);
    }
    return determined;
  }

  /**
   * R² of all outputs together, 1 - Σ |y - ŷ|² / Σ |y - mean y|²: each weighs by its variance, and
   * none depends on how the outputs are turned. NaN if all are the same in all held-out rows.
   */
  public double total() {
    double residual = 0;
    double total = 0;
    for (int o = 0; o < targets.getNumCols(); o++) {
      double spread = spread(o);
      residual += spread > rounding(o) ? residual(o) : 0;
      total += spread > rounding(o) ? spread : 0;
    }
    return total > 0 ? 1 - residual / total : Double.NaN;
  }

  /** How many rows were held out. */
  public int heldOut() {
    return targets.getNumRows() - fitted;
  }

  /** ŷ of output {@code o} in held-out row {@code n}, 0 to {@link #heldOut} - 1. */
  public double predicted(int n, int o) {
    return predicted.get(fitted + n, o);
  }

  /** y of output {@code o} in held-out row {@code n}. */
  public double actual(int n, int o) {
    return targets.get(fitted + n, o);
  }

  /** Rows [1, (x - mean) / deviation], so that singular values compare like with like. */
  private static DMatrixRMaj design(double[] inputs, int width, int rows) {
    DMatrixRMaj design = new DMatrixRMaj(rows, width + 1);
    for (int i = 0; i < width; i++) {
      double mean = 0;
      for (int n = 0; n < rows; n++) {
        mean += inputs[n * width + i] / rows;
      }
      double squares = 0;
      for (int n = 0; n < rows; n++) {
        double difference = inputs[n * width + i] - mean;
        squares += difference * difference / rows;
      }
      double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
      for (int n = 0; n < rows; n++) {
        design.set(n, i + 1, (inputs[n * width + i] - mean) * scale);
      }
    }
    for (int n = 0; n < rows; n++) {
      design.set(n, 0, 1);
    }
    return design;
  }

  /**
   * The shortest W of least squares, by singular values; directions without extent are left out.
   */
  private static DMatrixRMaj leastSquares(DMatrixRMaj x, DMatrixRMaj y) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(x.getNumRows(), x.getNumCols(), true, true, true);
    if (!svd.decompose(x.copy())) {
      throw new IllegalArgumentException("expected inputs that have singular values");
    }
    DMatrixRMaj projected = new DMatrixRMaj(svd.numberOfSingularValues(), y.getNumCols());
    CommonOps_DDRM.multTransA(svd.getU(null, false), y, projected);
    double[] singular = svd.getSingularValues();
    double largest = Arrays.stream(singular).max().orElseThrow();
    for (int k = 0; k < projected.getNumRows(); k++) {
      double factor = singular[k] > SMALLEST * largest ? 1 / singular[k] : 0;
      for (int o = 0; o < projected.getNumCols(); o++) {
        projected.set(k, o, factor * projected.get(k, o));
      }
    }
    DMatrixRMaj weights = new DMatrixRMaj(x.getNumCols(), y.getNumCols());
    CommonOps_DDRM.mult(svd.getV(null, false), projected, weights);
    return weights;
  }

  private double residual(int o) {
    double sum = 0;
    for (int n = 0; n < heldOut(); n++) {
      sum += Math.pow(actual(n, o) - predicted(n, o), 2);
    }
    return sum;
  }

  private double spread(int o) {
    double mean = mean(o);
    double sum = 0;
    for (int n = 0; n < heldOut(); n++) {
      sum += Math.pow(actual(n, o) - mean, 2);
    }
    return sum;
  }

  /** What a constant output seems to spread by. */
  private double rounding(int o) {
    return heldOut() * Math.pow(1e-12 * mean(o), 2);
  }

  private double mean(int o) {
    double mean = 0;
    for (int n = 0; n < heldOut(); n++) {
      mean += actual(n, o) / heldOut();
    }
    return mean;
  }
}
