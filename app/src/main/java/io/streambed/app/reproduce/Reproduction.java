package io.streambed.app.reproduce;

import java.util.List;

/**
 * One of the paper's experiments: what to train, and how to look at it. A new one implements this
 * and stands in {@link Reproductions}; the command, its options and both files come with it.
 */
public interface Reproduction {

  /** Name by which the command line asks for it. */
  String name();

  /** One line for people. */
  String title();

  /** What is claimed and how it is looked at, for people. */
  String lead();

  /** Trainings that it needs, in the order in which they are run; at least one. */
  List<Trial> trials();

  /**
   * Looks at the trainings when all have come to their end.
   *
   * @param evidence one for each of {@link #trials}, in their order
   */
  Findings evaluate(List<Evidence> evidence);
}
