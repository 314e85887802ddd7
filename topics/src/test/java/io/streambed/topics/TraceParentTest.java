package io.streambed.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String EXAMPLE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void aHeaderComesBackAsItWent() {
    assertEquals(Optional.of(EXAMPLE), TraceParent.parse(EXAMPLE).map(TraceParent::header));
  }

  @Test
  void aChildKeepsTheTraceAndHasItsOwnSpan() {
    TraceParent parent = TraceParent.parse(EXAMPLE).orElseThrow();
    assertEquals(parent.trace(), parent.child().trace());
    assertNotEquals(parent.span(), parent.child().span());
  }

  @Test
  void aNewTraceIsAValidHeader() {
    assertTrue(TraceParent.parse(TraceParent.create().header()).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
      })
  void invalidHeadersStartANewTrace(String header) {
    assertEquals(Optional.empty(), TraceParent.parse(header));
  }
}
