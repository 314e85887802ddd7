package io.streambed.science.window;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import io.streambed.science.simulator.Simulator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * A simulator of which a share of the runs is masked as windows with gaps are, so that a model
 * knows such data: of these runs m places, m from 1 to {@code inAll} with equal chance, lose all
 * their channels; which ones is decided at random, none after {@code inARow} others in a row. A run
 * that is not masked gives the data that it gives without this.
 */
public final class MaskedSimulator implements Simulator {
  private final Simulator simulator;
  private final WindowShape shape;
  private final GapRule gaps;
  private final double share;

  /**
   * @param shape of windows of its data
   * @param share of its runs that are masked, 0 to 1
   */
  public MaskedSimulator(Simulator simulator, WindowShape shape, GapRule gaps, double share) {
    this.simulator = simulator;
    this.shape = shape;
    this.gaps = gaps;
    this.share = share;
  }

  @Override
  public String name() {
    return simulator.name();
  }

  @Override
  public String version() {
    return "%s, %s of runs masked by %s, at most %d in a row and %d in all"
        .formatted(simulator.version(), share, gaps.fill(), gaps.inARow(), gaps.inAll());
  }

  @Override
  public int parameters() {
    return simulator.parameters();
  }

  @Override
  public List<Integer> dataShape() {
    return simulator.dataShape();
  }

  @Override
  public Simulator configured(Map<String, Object> settings) {
    return new MaskedSimulator(simulator.configured(settings), shape, gaps, share);
  }

  @Override
  public Data simulate(Parameters parameters, UniformRandomProvider random) {
    Data data = simulator.simulate(parameters, random);
    return random.nextDouble() < share ? masked(data, random) : data;
  }

  private Data masked(Data data, UniformRandomProvider random) {
    boolean[] lost = lost(shape.length(), random);
    float[] values = data.toArray();
    for (int t = 0; t < lost.length; t++) {
      for (int c = 0; lost[t] && c < shape.channels(); c++) {
        values[shape.index(c, t)] = gaps.fill();
      }
    }
    return Data.of(values, data.shape().stream().mapToInt(Integer::intValue).toArray());
  }

  private boolean[] lost(int length, UniformRandomProvider random) {
    boolean[] lost = new boolean[length];
    int most = Math.min(gaps.inAll(), length);
    int left = most == 0 ? 0 : 1 + random.nextInt(most);
    for (int place : new PermutationSampler(random, length, length).sample()) {
      lost[place] = left > 0 && around(lost, place) < gaps.inARow();
      left -= lost[place] ? 1 : 0;
    }
    return lost;
  }

  /** How many lost places there are in a row on both sides of {@code place}. */
  private static int around(boolean[] lost, int place) {
    int before = (int) IntStream.iterate(place - 1, i -> i >= 0 && lost[i], i -> i - 1).count();
    int after =
        (int) IntStream.iterate(place + 1, i -> i < lost.length && lost[i], i -> i + 1).count();
    return before + after;
  }
}
