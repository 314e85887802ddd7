package io.streambed.trainer.plan;

import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.science.RunBlock;
import java.util.List;
import java.util.stream.LongStream;

/** Outcomes for tests: run r gives φ = [r] and y = [2 r]. */
public final class Outcomes {
  private Outcomes() {}

  public static Outcome.Pair pair(long run) {
    return pair(run, 0);
  }

  public static Outcome.Pair pair(long run, int proposal) {
    return new Outcome.Pair(run, proposal, Parameters.of(run), Data.of(new float[] {2f * run}));
  }

  public static Outcome failed(long run, int proposal) {
    return new Outcome.Failed(
        run, proposal, Parameters.of(run), Outcome.Cause.THREW, "no solution");
  }

  public static List<Outcome> of(RunBlock block) {
    return LongStream.range(block.firstRun(), block.firstRun() + block.count())
        .<Outcome>mapToObj(run -> pair(run, block.proposal().id()))
        .toList();
  }
}
