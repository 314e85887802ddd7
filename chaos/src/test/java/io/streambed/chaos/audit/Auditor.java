package io.streambed.chaos.audit;

import java.util.List;
import java.util.stream.Stream;

/** Reads a history against the promises; says which is broken, and where. */
public final class Auditor {
  /** One of them. */
  @FunctionalInterface
  private interface Invariant {
    Stream<Violation> violations(History history, Promise promise);
  }

  private static final List<Invariant> ALL =
      List.of(
          Answers::violations,
          RunAccounts::violations,
          Models::violations,
          Demand::violations,
          Deadlines::violations,
          Poisons::violations,
          Tampering::violations,
          SoleTrainer::violations);

  private Auditor() {}

  /** All violations, by invariant. */
  public static List<Violation> audit(History history, Promise promise) {
    return ALL.stream().flatMap(one -> one.violations(history, promise)).toList();
  }
}
