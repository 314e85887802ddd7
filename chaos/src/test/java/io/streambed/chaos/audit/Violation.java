package io.streambed.chaos.audit;

/**
 * A promise that was not kept.
 *
 * @param invariant its number in the list of invariants, 1 to 8
 * @param what what was promised and what was found
 * @param where the record, or the records, that show it
 */
public record Violation(int invariant, String what, String where) {

  @Override
  public String toString() {
    return "invariant %d: %s, at %s".formatted(invariant, what, where);
  }
}
