package io.streambed.app.node;

/** What a process of an experiment does; one may do several. */
public enum Role {
  /** Runs simulations: runs -> pairs. */
  SIMULATOR,
  /** Trains: pairs -> models, and plans runs. One per experiment. */
  TRAINER,
  /** Answers: models and observations -> posteriors. */
  INFERENCE,
  /** Serves the live page and the HTTP interface, and infers nothing itself. */
  PAGE
}
