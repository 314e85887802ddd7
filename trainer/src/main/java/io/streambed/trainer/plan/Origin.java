package io.streambed.trainer.plan;

import io.streambed.science.Outcome;
import io.streambed.science.RunBlock;
import java.util.List;
import java.util.Optional;

/** Tells outcomes of this training from those of another one with the same numbers. */
@FunctionalInterface
public interface Origin {

  /**
   * What shows that {@code outcomes}, whose runs and proposal are those of {@code block}, come from
   * elsewhere; empty if nothing does.
   */
  Optional<String> mismatch(List<Outcome> outcomes, RunBlock block);
}
