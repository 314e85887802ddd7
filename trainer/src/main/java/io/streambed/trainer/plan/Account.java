package io.streambed.trainer.plan;

/**
 * What became of the planned runs; each counts once: trained + heldOut + evicted + failed + pending
 * = planned.
 *
 * @param planned runs announced to the simulators
 * @param trained pairs used in at least one gradient step
 * @param heldOut pairs kept from training
 * @param evicted pairs dropped before any step used them
 * @param failed runs that gave no data
 * @param uses how often pairs were used, all steps together; each of the trained at least once
 */
public record Account(
    long planned, long trained, long heldOut, long evicted, long failed, long uses) {

  /** Nothing planned yet. */
  public static final Account EMPTY = new Account(0, 0, 0, 0, 0, 0);

  /**
   * @throws IllegalArgumentException if more runs ended than were planned, or a pair was trained
   *     without use
   */
  public Account {
    if (trained < 0 || heldOut < 0 || evicted < 0 || failed < 0) {
      throw new IllegalArgumentException(
          "expected counts >= 0, got trained %d, held out %d, evicted %d, failed %d"
              .formatted(trained, heldOut, evicted, failed));
    }
    if (trained + heldOut + evicted + failed > planned || trained > uses) {
      throw new IllegalArgumentException(
          "expected trained + held out + evicted + failed <= planned and trained <= uses, got %d + %d + %d + %d, %d, %d"
              .formatted(trained, heldOut, evicted, failed, planned, uses));
    }
  }

  /** Runs in flight, waiting for their turn, or in the buffer without having been used. */
  public long pending() {
    return planned - trained - heldOut - evicted - failed;
  }

  /** Mean number of uses of a trained pair; NaN before the first. */
  public double meanReuse() {
    return (double) uses / trained;
  }

  /** Share of the uses that were a pair's first; NaN before the first. */
  public double uniqueShare() {
    return (double) trained / uses;
  }

  /** As many planned in all. */
  public Account withPlanned(long runs) {
    return new Account(runs, trained, heldOut, evicted, failed, uses);
  }

  /** One batch more: so many uses, so many of them the pair's first. */
  public Account plusBatch(long used, long first) {
    return new Account(planned, trained + first, heldOut, evicted, failed, uses + used);
  }

  /** One more held out. */
  public Account plusHeldOut() {
    return new Account(planned, trained, heldOut + 1, evicted, failed, uses);
  }

  /** So many more evicted. */
  public Account plusEvicted(long pairs) {
    return new Account(planned, trained, heldOut, evicted + pairs, failed, uses);
  }

  /** One more failed. */
  public Account plusFailed() {
    return new Account(planned, trained, heldOut, evicted, failed + 1, uses);
  }
}
