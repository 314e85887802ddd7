package io.streambed.trainer.plan;

import io.streambed.science.Outcome;
import io.streambed.science.RunBlock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings arriving outcomes into run order: puts blocks together from their parts, holds at most the
 * planned window, drops repeats, and gives out complete blocks one after the other.
 */
public final class RunOrder {
  private final TreeMap<Long, HeldBlock> held = new TreeMap<>();
  private final TreeMap<Integer, Long> next;
  private final Origin origin;
  private long following;

  /**
   * @param following number of the first block that has not been given out
   * @param offsets for each partition the offset to go on from; partitions that are not named begin
   *     at their start
   * @param origin by which outcomes of another training are told apart
   */
  public RunOrder(long following, Map<Integer, Long> offsets, Origin origin) {
    this.origin = origin;
    this.following = following;
    this.next = new TreeMap<>(offsets);
  }

  /** What became of an arrival. */
  public sealed interface Verdict {}

  /** It waits for its turn. */
  public record Held() implements Verdict {}

  /** All its runs are held or were given out: nothing is lost by dropping it. */
  public record Repeated() implements Verdict {}

  /** It is beyond the window; when its turn comes it is planned, and simulated once more. */
  public record Beyond() implements Verdict {}

  /**
   * It is not what was planned under this number. Its offset is not gone past before the next
   * arrival of its partition is offered, so that the cause can be published first.
   */
  public record Unfit(String cause) implements Verdict {}

  /** Takes one arrival, when {@code planner} has planned so many runs. */
  public Verdict offer(Arrival arrival, RunPlanner planner, long planned) {
    Verdict verdict = judge(arrival, planner, planned);
    if (!(verdict instanceof Unfit)) {
      next.merge(arrival.partition(), arrival.offset() + 1, Math::max);
    }
    return verdict;
  }

  private Verdict judge(Arrival arrival, RunPlanner planner, long planned) {
    if (arrival.block() < following) {
      return new Repeated();
    }
    if (arrival.block() >= planned / planner.block()) {
      return new Beyond();
    }
    RunBlock block = planner.at(arrival.block());
    Optional<String> cause =
        HeldBlock.mismatch(arrival.outcomes(), block)
            .or(() -> origin.mismatch(arrival.outcomes(), block));
    if (cause.isPresent()) {
      return new Unfit(cause.get());
    }
    HeldBlock hold = held.computeIfAbsent(arrival.block(), number -> new HeldBlock(block));
    return hold.add(arrival) ? new Held() : new Repeated();
  }

  /** Drops what is held and everything that may still come: it is all {@link Repeated} now. */
  public void close() {
    held.clear();
    following = Long.MAX_VALUE;
  }

  /**
   * Removes and returns the next block in run order, its outcomes ascending; empty while it is not
   * complete.
   */
  public Optional<List<Outcome>> poll() {
    if (!complete(following)) {
      return Optional.empty();
    }
    return Optional.ofNullable(held.remove(following++)).map(HeldBlock::outcomes);
  }

  /** How many blocks {@link #poll} would give without a further arrival. */
  public int ready() {
    int ready = 0;
    while (complete(following + ready)) {
      ready++;
    }
    return ready;
  }

  /** Whether all of this block is held or was given out. */
  public boolean has(long block) {
    return block < following || complete(block);
  }

  /** Whether a block with a higher number than {@code block} is held, all of it. */
  public boolean anyBeyond(long block) {
    return held.tailMap(block, false).values().stream().anyMatch(HeldBlock::complete);
  }

  /**
   * For each partition the smallest offset of a block still held, or else the one after the last
   * arrival.
   */
  public Map<Integer, Long> offsets() {
    TreeMap<Integer, Long> offsets = new TreeMap<>(next);
    for (HeldBlock block : held.values()) {
      block.offsets().forEach((partition, offset) -> offsets.merge(partition, offset, Math::min));
    }
    return offsets;
  }

  private boolean complete(long block) {
    HeldBlock found = held.get(block);
    return found != null && found.complete();
  }
}
