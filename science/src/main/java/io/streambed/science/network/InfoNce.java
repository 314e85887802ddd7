package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * InfoNCE of B pairs and M further negatives on the parameters' side, symmetric or one-sided, with
 * its gradient in closed form, so that no matrix of scores enters a graph.
 *
 * <p>With s = F G', i data, j parameters and j &lt; B the pairs' own:
 *
 * <pre>
 * L = -1/B Σ_i log p_ii - 1/B Σ_j&lt;B log q_jj      p = softmax of rows, q = softmax of columns
 * dL/dF = (D G - 2 G_own) / B                       D = p + [q, 0], [B, B + M]
 * dL/dG = (D' F - [2 F; 0]) / B
 * </pre>
 *
 * <p>One side alone has one sum of the loss, its softmax as D, and 1 for 2.
 *
 * @param loss L, nats
 * @param inBatch L_φ|y against the batch alone, without further negatives, nats
 * @param byData dL/dF, [B, E]
 * @param byParameters dL/dG, [B + M, E]
 */
record InfoNce(double loss, double inBatch, NDArray byData, NDArray byParameters) {

  /**
   * @param data F, [B, E], outside any graph
   * @param parameters G, [B + M, E], outside any graph; row j &lt; B belongs to row j of {@code
   *     data}
   */
  static InfoNce of(NDArray data, NDArray parameters) {
    NDManager manager = data.getManager();
    NDArray own = ownRows(parameters, data);
    NDArray scores = data.matMul(parameters.transpose());
    NDArray rows = scores.softmax(1);
    NDArray ownRows = ownColumns(rows);
    float[] probabilities = ownRows.diagonal().toFloatArray();
    double inBatch = inBatch(probabilities, ownRows, rows);
    RowSoftmax softmax =
        RowSoftmax.of(probabilities, data.mul(own).sum(new int[] {1}).toFloatArray());
    double loss =
        softmax.bounded()
            ? addColumns(ownRows, softmax, manager)
            : addColumnsSafely(rows, ownRows, scores, own.matMul(data.transpose()));
    return of(loss, inBatch, rows, 2, data, parameters);
  }

  /**
   * L_φ|y alone, or with {@code data} and {@code parameters} exchanged and the result {@link
   * #mirrored} L_y|φ alone.
   *
   * @param data F, [B, E], outside any graph
   * @param parameters G, [B + M, E], outside any graph; row j &lt; B belongs to row j of {@code
   *     data}
   */
  static InfoNce oneSided(NDArray data, NDArray parameters) {
    NDArray logarithms = data.matMul(parameters.transpose()).logSoftmax(1);
    double loss = -ownColumns(logarithms).diagonal().mean().getFloat();
    NDArray rows = logarithms.exp();
    NDArray ownRows = ownColumns(rows);
    double inBatch = inBatch(ownRows.diagonal().toFloatArray(), ownRows, rows);
    return of(loss, inBatch, rows, 1, data, parameters);
  }

  /** The same with the two sides exchanged. */
  InfoNce mirrored() {
    return new InfoNce(loss, inBatch, byParameters, byData);
  }

  /**
   * The loss with its gradient.
   *
   * @param d D, [B, B + M]
   * @param sides how many softmaxes D is the sum of
   */
  private static InfoNce of(
      double loss, double inBatch, NDArray d, int sides, NDArray data, NDArray parameters) {
    NDManager manager = data.getManager();
    NDArray scale = TensorRuntime.constant(manager, -1.0 / data.getShape().get(0));
    NDArray times = TensorRuntime.constant(manager, sides);
    // G' D' and F' D instead of D G and D' F: the engine multiplies wide matrices faster.
    NDArray pulled = parameters.transpose().matMul(d.transpose());
    NDArray pushed = data.transpose().matMul(d);
    NDArray byData = ownRows(parameters, data).mul(times).subi(pulled.transpose()).muli(scale);
    NDArray byParameters =
        extended(data.mul(times), parameters.getShape()).subi(pushed.transpose()).muli(scale);
    return new InfoNce(loss, inBatch, byData, byParameters);
  }

  /**
   * The mean of -log (p_ii / Σ_j&lt;B p_ij).
   *
   * @param own p_ii, [B]
   */
  private static double inBatch(float[] own, NDArray ownRows, NDArray rows) {
    double loss = 0;
    for (float probability : own) {
      loss -= Math.log(probability) / own.length;
    }
    if (ownRows != rows) {
      for (float sum : ownRows.sum(new int[] {1}).toFloatArray()) {
        loss += Math.log(sum) / own.length;
      }
    }
    return loss;
  }

  /** The first rows of {@code all}, as many as {@code pairs} has. */
  private static NDArray ownRows(NDArray all, NDArray pairs) {
    long count = pairs.getShape().get(0);
    return all.getShape().get(0) > count ? all.get(new NDIndex(":" + count)) : all;
  }

  /** The first columns, as many as there are rows. */
  private static NDArray ownColumns(NDArray rows) {
    long count = rows.getShape().get(0);
    return rows.getShape().get(1) > count ? rows.get(new NDIndex(":, :" + count)) : rows;
  }

  /** {@code rows} with rows of zeros below, up to {@code shape}. */
  private static NDArray extended(NDArray rows, Shape shape) {
    long missing = shape.get(0) - rows.getShape().get(0);
    return missing == 0
        ? rows
        : rows.concat(rows.getManager().zeros(new Shape(missing, shape.get(1))), 0);
  }

  /**
   * Turns p into p + q without a second exponential: q_ij = p_ij a_i / Σ_k p_kj a_k with a_i
   * proportional to the sum of exp s over row i; returns L.
   */
  private static double addColumns(NDArray rows, RowSoftmax softmax, NDManager manager) {
    int pairs = softmax.size();
    NDArray weights = manager.create(softmax.weights(), new Shape(pairs, 1));
    NDArray sums = weights.transpose().matMul(rows);
    NDArray columns = rows.mul(weights).divi(sums);
    rows.addi(columns);
    return softmax.loss(sums.toFloatArray());
  }

  /**
   * The same at any spread of the scores, at twice the cost; {@code columnScores} are own rows by
   * data.
   */
  private static double addColumnsSafely(
      NDArray rows, NDArray ownRows, NDArray scores, NDArray columnScores) {
    double loss =
        -scores.logSoftmax(1).diagonal().mean().getFloat()
            - columnScores.logSoftmax(1).diagonal().mean().getFloat();
    ownRows.addi(columnScores.softmax(1).transpose());
    return loss;
  }
}
