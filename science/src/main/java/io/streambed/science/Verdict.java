package io.streambed.science;

import java.util.List;

/**
 * What became of a model when it was compared with the one that served, on held-out pairs that
 * neither was trained on.
 *
 * @param promoted whether it may serve
 * @param reason in words
 * @param incumbent version of the model that served; 0 where there was none
 * @param pairs N, held-out pairs that both were compared on; 0 where there were too few
 * @param loss symmetric InfoNCE of these pairs among themselves less 2 log N, its value without any
 *     information; nats; NaN without pairs
 * @param lossError its standard error, nats
 * @param difference mean of this model's loss - the incumbent's, nats, below 0 if this one is
 *     better; NaN where nothing was compared
 * @param differenceError its standard error, pair by pair, nats
 * @param spreadOverData deviation over these pairs' data of log Z(y), nats
 * @param spreadOverParameters its mirror over their parameters, nats
 * @param flags what is doubtful in this model, in words; empty if nothing is
 * @param incumbentFlags what has become doubtful in the incumbent since it was promoted
 */
public record Verdict(
    boolean promoted,
    String reason,
    long incumbent,
    int pairs,
    double loss,
    double lossError,
    double difference,
    double differenceError,
    double spreadOverData,
    double spreadOverParameters,
    List<String> flags,
    List<String> incumbentFlags) {

  public Verdict {
    flags = List.copyOf(flags);
    incumbentFlags = List.copyOf(incumbentFlags);
  }

  /** Without a comparison. */
  public static Verdict unjudged(boolean promoted, String reason, long incumbent) {
    double none = Double.NaN;
    return new Verdict(
        promoted, reason, incumbent, 0, none, none, none, none, none, none, List.of(), List.of());
  }
}
