package io.streambed.topics.intake;

import io.streambed.topics.intake.Received.Decoded;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.jspecify.annotations.Nullable;

/**
 * Reads ahead over all partitions and gives the record of the smallest number among the first of
 * each. A consumer hands over one partition after the other, so numbers that were dealt out to
 * partitions would otherwise come back in lumps.
 */
public final class SmallestFirst<T> extends GraphStage<FlowShape<Received<T>, Received<T>>> {
  private final Inlet<Received<T>> in = Inlet.create("SmallestFirst.in");
  private final Outlet<Received<T>> out = Outlet.create("SmallestFirst.out");
  private final ToLongFunction<T> number;
  private final int ahead;

  private SmallestFirst(ToLongFunction<T> number, int ahead) {
    this.number = number;
    this.ahead = ahead;
  }

  /**
   * records -> the same, smallest number first. In the order of each partition. What still waits
   * when the source ends is dropped without a receipt, so that another reader gets it.
   *
   * @param number of a record, ascending within each partition but for repeats
   * @param ahead how many records may wait here, at least 1
   */
  public static <T> Flow<Received<T>, Received<T>, NotUsed> by(
      ToLongFunction<T> number, int ahead) {
    return Flow.fromGraph(new SmallestFirst<>(number, ahead));
  }

  @Override
  public FlowShape<Received<T>, Received<T>> shape() {
    return FlowShape.of(in, out);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {
    private final Map<Integer, Deque<Received<T>>> partitions = new HashMap<>();
    private int waiting;

    private Logic() {
      super(SmallestFirst.this.shape());
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              Received<T> received = grab(in);
              partitions
                  .computeIfAbsent(received.position().partition(), p -> new ArrayDeque<>())
                  .add(received);
              waiting++;
              move();
            }

            @Override
            public void onPull() {
              move();
            }
          });
    }

    @Override
    public void preStart() {
      pull(in);
    }

    private void move() {
      Deque<Received<T>> smallest = isAvailable(out) ? smallest() : null;
      if (smallest != null) {
        waiting--;
        push(out, smallest.remove());
      }
      if (waiting < ahead && !hasBeenPulled(in)) {
        pull(in);
      }
    }

    private @Nullable Deque<Received<T>> smallest() {
      Deque<Received<T>> smallest = null;
      long least = Long.MAX_VALUE;
      for (Deque<Received<T>> partition : partitions.values()) {
        Received<T> first = partition.peek();
        if (first != null && (smallest == null || numberOf(first) < least)) {
          smallest = partition;
          least = numberOf(first);
        }
      }
      return smallest;
    }

    private long numberOf(Received<T> received) {
      return received instanceof Decoded<T> decoded
          ? number.applyAsLong(decoded.value())
          : Long.MIN_VALUE;
    }
  }
}
