package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.streambed.science.ContrastSettings.Sides;

/**
 * InfoNCE of B pairs, symmetric or one-sided, with further negatives, and its gradient in closed
 * form, so that no matrix of scores enters a graph.
 *
 * <p>With s = F G', i data, j parameters, j &lt; B the pairs' own, and M further parameters:
 *
 * <pre>
 * L = -1/B Σ_i log p_ii - 1/B Σ_j&lt;B log q_jj      p = softmax of rows, q = softmax of columns
 * dL/dF = (D G - 2 G_own) / B                       D = p + [q, 0], [B, B + M]
 * dL/dG = (D' F - [2 F; 0]) / B
 * </pre>
 *
 * <p>One side alone has one sum of the loss, its softmax as D, and 1 for 2. With Q further data
 * each side is computed alone.
 *
 * @param loss L, nats
 * @param inBatch L_φ|y against the batch alone, without further negatives, nats
 * @param byData dL/dF, [B, E]
 * @param byParameters dL/dG, [B + M, E]
 */
record InfoNce(double loss, double inBatch, NDArray byData, NDArray byParameters) {

  /**
   * The sides that count, with further negatives on either.
   *
   * @param pairs B
   * @param data F, [B + Q, E], outside any graph
   * @param parameters G, [B + M, E], outside any graph; row i &lt; B belongs to row i of {@code
   *     data}
   */
  static InfoNce of(Sides sides, int pairs, NDArray data, NDArray parameters) {
    NDArray own = first(data, pairs);
    return switch (sides) {
      case PARAMETERS -> oneSided(own, parameters);
      case DATA -> dataTold(data, parameters);
      case BOTH ->
          own == data
              ? of(data, parameters)
              : sum(oneSided(own, parameters), dataTold(data, first(parameters, pairs)));
    };
  }

  /** Both sides, from each alone. */
  private static InfoNce sum(InfoNce parameters, InfoNce data) {
    parameters.byData.addi(data.byData);
    first(parameters.byParameters, data.byParameters.getShape().get(0)).addi(data.byParameters);
    return new InfoNce(
        parameters.loss + data.loss,
        parameters.inBatch,
        parameters.byData,
        parameters.byParameters);
  }

  /**
   * L_y|φ alone, where data beyond B are fixed.
   *
   * <p>Fixed negatives push nothing away from the parameters. The B - 1 of the batch, as good a
   * sample of the data, push for the Q fixed ones as well: their part of dL/dF has the factor 1 + Q
   * / (B - 1). Without it the optimum is not log r.
   */
  private static InfoNce dataTold(NDArray data, NDArray parameters) {
    NDArray logarithms = logSoftmax(parameters, data);
    InfoNce told = of(logarithms, parameters, data);
    long pairs = parameters.getShape().get(0);
    long fixed = data.getShape().get(0) - pairs;
    NDArray byData = first(told.byParameters, pairs);
    if (fixed > 0) {
      NDManager manager = data.getManager();
      NDArray others = ownColumns(logarithms.exp()).mul(manager.eye((int) pairs).muli(-1).addi(1));
      Subnormal.flush(others, Subnormal.IN_PRODUCTS);
      NDArray share = TensorRuntime.constant(manager, fixed / (pairs - 1.0) / pairs);
      byData = others.transpose().matMul(parameters).muli(share).addi(byData);
    }
    return new InfoNce(told.loss, told.inBatch, byData, told.byData);
  }

  /** L_φ|y alone. */
  private static InfoNce oneSided(NDArray data, NDArray parameters) {
    return of(logSoftmax(data, parameters), data, parameters);
  }

  /**
   * @param data F, [B, E], outside any graph
   * @param parameters G, [B + M, E], outside any graph; row j &lt; B belongs to row j of {@code
   *     data}
   */
  static InfoNce of(NDArray data, NDArray parameters) {
    NDManager manager = data.getManager();
    NDArray own = first(parameters, data.getShape().get(0));
    NDArray scores = data.matMul(parameters.transpose());
    NDArray rows = scores.softmax(1);
    Subnormal.flush(rows, Subnormal.ALONE);
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

  /** One side, {@code anchors} told from {@code candidates}, by the logarithms of its softmax. */
  private static InfoNce of(NDArray logarithms, NDArray anchors, NDArray candidates) {
    double loss = -ownColumns(logarithms).diagonal().mean().getFloat();
    NDArray rows = logarithms.exp();
    NDArray ownRows = ownColumns(rows);
    double inBatch = inBatch(ownRows.diagonal().toFloatArray(), ownRows, rows);
    return of(loss, inBatch, rows, 1, anchors, candidates);
  }

  private static NDArray logSoftmax(NDArray anchors, NDArray candidates) {
    return anchors.matMul(candidates.transpose()).logSoftmax(1);
  }

  /**
   * The loss with its gradient.
   *
   * @param d D, [B, B + M], rounded in place
   * @param sides how many softmaxes D is the sum of
   */
  private static InfoNce of(
      double loss, double inBatch, NDArray d, int sides, NDArray data, NDArray parameters) {
    NDManager manager = data.getManager();
    long pairs = data.getShape().get(0);
    NDArray scale = TensorRuntime.constant(manager, -1.0 / pairs);
    NDArray times = TensorRuntime.constant(manager, sides);
    Subnormal.flush(d, Subnormal.IN_PRODUCTS);
    // G' D' and F' D instead of D G and D' F: the engine multiplies wide matrices faster.
    NDArray pulled = parameters.transpose().matMul(d.transpose());
    NDArray pushed = data.transpose().matMul(d);
    NDArray byData = first(parameters, pairs).mul(times).subi(pulled.transpose()).muli(scale);
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

  /** The first {@code count} rows; {@code all} itself where there are no others. */
  private static NDArray first(NDArray all, long count) {
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
