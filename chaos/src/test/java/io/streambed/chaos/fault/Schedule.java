package io.streambed.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Faults one after the other, the same for the same seed and menu.
 *
 * @param seed what it was drawn from
 * @param strikes in the order in which they begin
 */
public record Schedule(long seed, List<Strike> strikes) {

  public Schedule {
    strikes = List.copyOf(strikes);
  }

  /**
   * Draws {@code count} faults, none of which hits the same process as the one before it. Every
   * kind that the menu has comes once before any is left to chance, as far as {@code count} goes.
   *
   * @param pace mean time between the beginnings of two; each is drawn between half and one and a
   *     half of it
   */
  public static Schedule draw(long seed, Menu menu, int count, Duration pace) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Menu.Dish> dishes = menu.dishes();
    List<Menu.Dish> order = shuffled(dishes, random);
    while (order.size() < count) {
      order.add(weighted(dishes, random));
    }
    List<Strike> strikes = new ArrayList<>();
    String last = "";
    for (Menu.Dish dish : order.subList(0, count)) {
      Fault fault = variant(dish, last, random);
      last = fault.target();
      strikes.add(
          new Strike(
              strikes.size() + 1,
              between(pace.dividedBy(2), pace.multipliedBy(3).dividedBy(2), random),
              fault,
              between(dish.lasts().least(), dish.lasts().most(), random)));
    }
    return new Schedule(seed, strikes);
  }

  private static List<Menu.Dish> shuffled(List<Menu.Dish> dishes, SplittableRandom random) {
    List<Menu.Dish> order = new ArrayList<>(dishes);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return order;
  }

  private static Menu.Dish weighted(List<Menu.Dish> dishes, SplittableRandom random) {
    int left = random.nextInt(dishes.stream().mapToInt(Menu.Dish::weight).sum());
    for (Menu.Dish dish : dishes) {
      left -= dish.weight();
      if (left < 0) {
        return dish;
      }
    }
    throw new IllegalStateException("expected a dish, weights are below 1");
  }

  private static Fault variant(Menu.Dish dish, String last, SplittableRandom random) {
    List<Fault> others =
        dish.faults().stream().filter(fault -> !fault.target().equals(last)).toList();
    List<Fault> choice = others.isEmpty() ? dish.faults() : others;
    return choice.get(random.nextInt(choice.size()));
  }

  private static Duration between(Duration least, Duration most, SplittableRandom random) {
    long span = most.minus(least).toMillis();
    return span <= 0 ? least : least.plusMillis(random.nextLong(span + 1));
  }

  /** One line for each strike. */
  @Override
  public String toString() {
    return strikes.stream()
        .map(
            strike ->
                "%4d  +%.1f s  %s for %.1f s"
                    .formatted(
                        strike.number(),
                        strike.after().toMillis() / 1e3,
                        strike.fault(),
                        strike.lasts().toMillis() / 1e3))
        .collect(Collectors.joining("\n", "schedule of seed " + seed + "\n", ""));
  }
}
