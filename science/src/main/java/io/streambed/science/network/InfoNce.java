package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/**
 * Symmetric InfoNCE of B pairs and M further negatives on the parameters' side, with its gradient
 * in closed form, so that no matrix of scores enters a graph.
 *
 * <p>With s = F G', i data, j parameters and j &lt; B the pairs' own:
 *
 * <pre>
 * L = -1/B Σ_i log softmax_j&lt;B+M(s_i·)_i  -  1/B Σ_j&lt;B log softmax_i(s_·j)_j
 * dL/dF = (P G + Q' G_B - 2 G_B) / B        P = softmax of rows, [B, B + M]
 * dL/dG = (P' F + [Q F - 2 F; 0]) / B       Q = softmax of columns, transposed, [B, B]
 * </pre>
 *
 * @param loss L, nats
 * @param byData dL/dF, [B, E]
 * @param byParameters dL/dG, [B + M, E]
 */
record InfoNce(double loss, NDArray byData, NDArray byParameters) {
  /** Below this a probability of a pair is too near underflow for its logarithm. */
  private static final float SMALLEST = 1e-30f;

  /**
   * @param data F, [B, E], outside any graph
   * @param parameters G, [B + M, E], outside any graph; row j &lt; B belongs to row j of {@code
   *     data}
   */
  static InfoNce of(NDArray data, NDArray parameters) {
    long pairs = data.getShape().get(0);
    NDArray own =
        parameters.getShape().get(0) == pairs
            ? parameters
            : parameters.get(new NDIndex(":" + pairs));
    NDArray rowScores = data.matMul(parameters.transpose());
    NDArray columnScores = own.matMul(data.transpose());
    NDArray rows = rowScores.softmax(1);
    NDArray columns = columnScores.softmax(1);
    NDArray scale = TensorRuntime.constant(data.getManager(), 1.0 / pairs);
    NDArray twice = TensorRuntime.constant(data.getManager(), 2);
    NDArray byData =
        rows.matMul(parameters)
            .addi(columns.transpose().matMul(own))
            .subi(own.mul(twice))
            .muli(scale);
    NDArray byParameters = rows.transpose().matMul(data);
    NDArray byOwn = own == parameters ? byParameters : byParameters.get(new NDIndex(":" + pairs));
    byOwn.addi(columns.matMul(data)).subi(data.mul(twice));
    byParameters.muli(scale);
    double loss = crossEntropy(rows, rowScores) + crossEntropy(columns, columnScores);
    return new InfoNce(loss, byData, byParameters);
  }

  /** -1/B Σ_i log softmax(s)_ii. */
  private static double crossEntropy(NDArray probabilities, NDArray scores) {
    double sum = 0;
    for (float probability : probabilities.diagonal().toFloatArray()) {
      if (!(probability > SMALLEST)) {
        return -scores.logSoftmax(1).diagonal().mean().getFloat();
      }
      sum -= Math.log(probability);
    }
    return sum / probabilities.getShape().get(0);
  }
}
