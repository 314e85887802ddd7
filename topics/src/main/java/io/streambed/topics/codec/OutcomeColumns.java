package io.streambed.topics.codec;

import io.streambed.proto.v1.DataType;
import io.streambed.proto.v1.Failure;
import io.streambed.proto.v1.OutcomeBlock;
import io.streambed.proto.v1.Tensor;
import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The arrays of a block of outcomes.
 *
 * @param parameters of all N runs, shape [N, P]
 * @param data of the K runs that gave any, shape [K, ...]; empty when K is 0
 */
record OutcomeColumns(Tensor parameters, Optional<Tensor> data) {

  /**
   * @throws IllegalArgumentException if proposals, numbers of parameters or shapes of data differ
   */
  static OutcomeColumns of(List<Outcome> outcomes) {
    int size = parameters(outcomes.get(0)).size();
    ByteBuffer columns = Tensors.allocate(outcomes.size() * size, Double.BYTES);
    List<Data> data = new ArrayList<>(outcomes.size());
    for (Outcome outcome : outcomes) {
      Parameters parameters = parameters(outcome);
      if (parameters.size() != size || outcome.proposal() != outcomes.get(0).proposal()) {
        throw new IllegalArgumentException(
            "expected a block with %d parameters from proposal %d, got run %d with %d from %d"
                .formatted(
                    size,
                    outcomes.get(0).proposal(),
                    outcome.run(),
                    parameters.size(),
                    outcome.proposal()));
      }
      for (int p = 0; p < size; p++) {
        columns.putDouble(parameters.get(p));
      }
      if (outcome instanceof Outcome.Pair pair) {
        data.add(pair.data());
      }
    }
    return new OutcomeColumns(
        Tensors.of(DataType.DATA_TYPE_FLOAT64, List.of(outcomes.size(), size), columns),
        data.isEmpty() ? Optional.empty() : Optional.of(stack(data)));
  }

  /**
   * @throws IllegalArgumentException if a column has another length than the runs
   */
  static List<Outcome> outcomes(OutcomeBlock message) {
    int runs = message.getRunsCount();
    Tensor parameters = message.getParameters();
    if (parameters.getShapeCount() != 2 || parameters.getShape(0) != runs) {
      throw new IllegalArgumentException(
          "expected parameters [%d, P], got %s".formatted(runs, parameters.getShapeList()));
    }
    double[] values = Tensors.doubles("parameters", parameters);
    int size = parameters.getShape(1);
    Failure[] failures = failures(message);
    DataRows data = DataRows.of(message.getData(), runs - message.getFailuresCount());
    List<Outcome> outcomes = new ArrayList<>(runs);
    for (int row = 0; row < runs; row++) {
      Parameters x = Parameters.of(Arrays.copyOfRange(values, row * size, (row + 1) * size));
      outcomes.add(
          failures[row] == null
              ? pair(message.getRuns(row), message.getProposal(), x, data.next())
              : failed(message.getRuns(row), message.getProposal(), x, failures[row]));
    }
    return outcomes;
  }

  private static Parameters parameters(Outcome outcome) {
    return outcome instanceof Outcome.Pair pair
        ? pair.parameters()
        : ((Outcome.Failed) outcome).parameters();
  }

  private static Tensor stack(List<Data> data) {
    Data first = data.get(0);
    float[] row = new float[first.size()];
    ByteBuffer buffer = Tensors.allocate(Math.multiplyExact(data.size(), row.length), Float.BYTES);
    for (Data y : data) {
      if (!y.shape().equals(first.shape())) {
        throw new IllegalArgumentException(
            "expected a block with data of shape %s, got %s".formatted(first.shape(), y.shape()));
      }
      y.copyTo(row, 0);
      buffer.asFloatBuffer().put(row);
      buffer.position(buffer.position() + row.length * Float.BYTES);
    }
    List<Integer> shape = new ArrayList<>(List.of(data.size()));
    shape.addAll(first.shape());
    return Tensors.of(DataType.DATA_TYPE_FLOAT32, shape, buffer);
  }

  private static Failure[] failures(OutcomeBlock message) {
    Failure[] failures = new Failure[message.getRunsCount()];
    for (Failure failure : message.getFailuresList()) {
      int row = failure.getRow();
      if (row < 0 || row >= failures.length || failures[row] != null) {
        throw new IllegalArgumentException(
            "expected failures of distinct rows below %d, got row %d"
                .formatted(failures.length, row));
      }
      failures[row] = failure;
    }
    return failures;
  }

  private static Outcome pair(long run, int proposal, Parameters parameters, Data data) {
    return data.isFinite()
        ? new Outcome.Pair(run, proposal, parameters, data)
        : new Outcome.Failed(
            run, proposal, parameters, Outcome.Cause.NOT_FINITE, "data hold NaN or infinity");
  }

  private static Outcome failed(long run, int proposal, Parameters parameters, Failure failure) {
    return new Outcome.Failed(
        run,
        proposal,
        parameters,
        Constants.noun(Outcome.Cause.class, "FAILURE_CAUSE_", failure.getCause()),
        failure.getMessage());
  }
}
