package io.streambed.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a schedule is drawn from.
 *
 * @param brokers their names
 * @param nodes names of the processes that are always there
 * @param spares names of those that join and leave
 * @param poisoned topics on which records stand that nobody can read
 * @param means what this machine can do
 */
public record Menu(
    List<String> brokers,
    List<String> nodes,
    List<String> spares,
    List<String> poisoned,
    List<Means> means) {
  private static final List<Integer> DELAYS_MILLIS = List.of(20, 100, 400);

  /** Brokers refuse what is more than an hour ahead of them. */
  private static final List<Integer> JUMPS_SECONDS = List.of(-7200, -5, 5, 7200);

  public Menu {
    brokers = List.copyOf(brokers);
    nodes = List.copyOf(nodes);
    spares = List.copyOf(spares);
    poisoned = List.copyOf(poisoned);
    means = List.copyOf(means);
  }

  /** What not every machine can do. */
  public enum Means {
    /** Part processes and brokers. */
    PARTITION,
    /** Fill the disk of the first trainer. */
    DISK,
    /** Set the clock of a process. */
    CLOCK
  }

  /** Longest and shortest that a fault lasts. */
  record Span(Duration least, Duration most) {
    static Span seconds(double least, double most) {
      return new Span(
          Duration.ofMillis((long) (least * 1000)), Duration.ofMillis((long) (most * 1000)));
    }
  }

  /**
   * One kind of fault, all of whose variants are as likely.
   *
   * @param weight how often it is drawn, beside others
   */
  record Dish(int weight, List<Fault> faults, Span lasts) {}

  List<Dish> dishes() {
    List<Dish> dishes = new ArrayList<>();
    dishes.add(
        new Dish(10, nodes.stream().<Fault>map(Fault.Kill::new).toList(), Span.seconds(0, 3)));
    dishes.add(
        new Dish(8, nodes.stream().<Fault>map(Fault.Pause::new).toList(), Span.seconds(1, 12)));
    dishes.add(
        new Dish(4, nodes.stream().<Fault>map(Fault.Restart::new).toList(), Span.seconds(0, 1)));
    dishes.add(
        new Dish(5, brokers.stream().<Fault>map(Fault.Kill::new).toList(), Span.seconds(0, 5)));
    dishes.add(
        new Dish(4, brokers.stream().<Fault>map(Fault.Pause::new).toList(), Span.seconds(1, 12)));
    dishes.add(
        new Dish(3, brokers.stream().<Fault>map(Fault.Restart::new).toList(), Span.seconds(0, 1)));
    dishes.add(
        new Dish(4, spares.stream().<Fault>map(Fault.Join::new).toList(), Span.seconds(5, 15)));
    dishes.add(
        new Dish(4, poisoned.stream().<Fault>map(Fault.Poison::new).toList(), Span.seconds(0, 0)));
    dishes.add(new Dish(2, List.of(new Fault.Tamper()), Span.seconds(0, 0)));
    if (means.contains(Means.PARTITION)) {
      dishes.add(
          new Dish(4, nodes.stream().<Fault>map(Fault.Isolate::new).toList(), Span.seconds(1, 15)));
      dishes.add(new Dish(4, parts(), Span.seconds(1, 15)));
      dishes.add(new Dish(4, delays(), Span.seconds(2, 10)));
      dishes.add(new Dish(4, estranged(), Span.seconds(1, 20)));
    }
    if (means.contains(Means.DISK)) {
      dishes.add(
          new Dish(
              2, trainers().limit(1).<Fault>map(Fault.FillDisk::new).toList(), Span.seconds(1, 8)));
    }
    if (means.contains(Means.CLOCK)) {
      dishes.add(new Dish(3, jumps(), Span.seconds(2, 10)));
    }
    return dishes.stream().filter(dish -> !dish.faults().isEmpty()).toList();
  }

  private Stream<String> trainers() {
    return nodes.stream().filter(name -> name.startsWith("trainer"));
  }

  /** Each of the trainers from the others, where there are some. */
  private List<Fault> estranged() {
    return trainers().count() > 1 ? trainers().<Fault>map(Fault.Estrange::new).toList() : List.of();
  }

  /** A node, or another broker, from one broker. */
  private List<Fault> parts() {
    List<Fault> parts = new ArrayList<>();
    for (String broker : brokers) {
      nodes.forEach(node -> parts.add(new Fault.Part(node, broker)));
      brokers.stream()
          .filter(other -> !other.equals(broker))
          .forEach(other -> parts.add(new Fault.Part(other, broker)));
    }
    return parts;
  }

  private List<Fault> delays() {
    return nodes.stream()
        .flatMap(
            node ->
                DELAYS_MILLIS.stream()
                    .<Fault>map(millis -> new Fault.Slow(node, Duration.ofMillis(millis))))
        .toList();
  }

  private List<Fault> jumps() {
    return nodes.stream()
        .flatMap(
            node ->
                IntStream.range(0, JUMPS_SECONDS.size())
                    .<Fault>mapToObj(i -> new Fault.SetClock(node, JUMPS_SECONDS.get(i))))
        .toList();
  }
}
