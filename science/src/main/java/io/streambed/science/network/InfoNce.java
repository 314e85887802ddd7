package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * Symmetric InfoNCE of B pairs and M further negatives on the parameters' side, with its gradient
 * in closed form, so that no matrix of scores enters a graph.
 *
 * <p>With s = F G', i data, j parameters and j &lt; B the pairs' own:
 *
 * <pre>
 * L = -1/B Σ_i log p_ii - 1/B Σ_j&lt;B log q_jj      p = softmax of rows, q = softmax of columns
 * dL/dF = (D G - 2 G_own) / B                       D = p + [q, 0], [B, B + M]
 * dL/dG = (D' F - [2 F; 0]) / B
 * </pre>
 *
 * @param loss L, nats
 * @param byData dL/dF, [B, E]
 * @param byParameters dL/dG, [B + M, E]
 */
record InfoNce(double loss, NDArray byData, NDArray byParameters) {

  /**
   * @param data F, [B, E], outside any graph
   * @param parameters G, [B + M, E], outside any graph; row j &lt; B belongs to row j of {@code
   *     data}
   */
  static InfoNce of(NDArray data, NDArray parameters) {
    NDManager manager = data.getManager();
    int pairs = (int) data.getShape().get(0);
    boolean negatives = parameters.getShape().get(0) > pairs;
    NDArray own = negatives ? parameters.get(new NDIndex(":" + pairs)) : parameters;
    NDArray scores = data.matMul(parameters.transpose());
    NDArray rows = scores.softmax(1);
    NDArray ownRows = negatives ? rows.get(new NDIndex(":, :" + pairs)) : rows;
    RowSoftmax softmax =
        RowSoftmax.of(
            ownRows.diagonal().toFloatArray(), data.mul(own).sum(new int[] {1}).toFloatArray());
    double loss =
        softmax.bounded()
            ? addColumns(ownRows, softmax, manager)
            : addColumnsSafely(rows, ownRows, scores, own.matMul(data.transpose()));
    NDArray scale = TensorRuntime.constant(manager, -1.0 / pairs);
    NDArray twice = TensorRuntime.constant(manager, 2);
    // G' D' and F' D instead of D G and D' F: the engine multiplies wide matrices faster.
    NDArray pulled = parameters.transpose().matMul(rows.transpose());
    NDArray pushed = data.transpose().matMul(rows);
    NDArray byData = own.mul(twice).subi(pulled.transpose()).muli(scale);
    NDArray byParameters =
        extended(data.mul(twice), parameters.getShape()).subi(pushed.transpose()).muli(scale);
    return new InfoNce(loss, byData, byParameters);
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
