package io.streambed.inference.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThinnedTest {
  @Test
  void ofFourEverySecondGoesOneByOneAndTheNewestIsAlwaysThere() {
    assertEquals(List.of(), new Thinned<Integer>(4).points());
    assertEquals(List.of(0, 1, 2, 3), after(4));
    assertEquals(List.of(0, 2, 3, 4), after(5));
    assertEquals(List.of(0, 2, 3, 4, 5), after(6));
    assertEquals(List.of(0, 2, 4, 6), after(7));
    assertEquals(List.of(0, 4, 6, 8), after(9));
    assertEquals(List.of(0, 4, 8, 12), after(13));
  }

  private static List<Integer> after(int points) {
    Thinned<Integer> course = new Thinned<>(4);
    for (int i = 0; i < points; i++) {
      course.add(i);
    }
    return course.points();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 8, 60})
  void aLineThroughThemNeverJumps(int most) {
    Thinned<Integer> course = new Thinned<>(most);
    List<Integer> before = List.of();
    for (int i = 0; i < 40 * most; i++) {
      course.add(i);
      List<Integer> now = course.points();
      assertTrue(now.size() <= most + 1, now::toString);
      assertEquals(0, now.get(0));
      assertEquals(i, now.get(now.size() - 1));
      Set<Integer> gone = new HashSet<>(before);
      now.forEach(gone::remove);
      assertTrue(gone.size() <= 2, "one and the newest before, but went " + gone);
      List<Integer> steps = steps(now.subList(0, Math.max(1, now.size() - 1)));
      int shortest = steps.stream().min(Integer::compare).orElse(1);
      assertTrue(steps.stream().allMatch(step -> step <= 2 * shortest), now::toString);
      before = now;
    }
  }

  private static List<Integer> steps(List<Integer> points) {
    List<Integer> steps = new ArrayList<>();
    for (int i = 1; i < points.size(); i++) {
      steps.add(points.get(i) - points.get(i - 1));
    }
    return steps;
  }
}
