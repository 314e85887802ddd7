package io.streambed.proto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import io.streambed.proto.v1.*;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes written by the first version must be read, and written, alike for ever. */
class GoldenBytesTest {
  private static final List<FileDescriptor> FILES =
      Stream.of(
              Tensor.getDescriptor(),
              ParameterSpace.getDescriptor(),
              Prior.getDescriptor(),
              Proposal.getDescriptor(),
              RunBlock.getDescriptor(),
              OutcomeBlock.getDescriptor(),
              ModelRecord.getDescriptor(),
              Reading.getDescriptor(),
              OpenWindows.getDescriptor(),
              Observation.getDescriptor(),
              Posterior.getDescriptor(),
              Session.getDescriptor(),
              DeadLetter.getDescriptor(),
              Telemetry.getDescriptor())
          .map(Descriptor::getFile)
          .toList();

  static Set<String> names() {
    return GoldenMessages.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void goldenBytesDecodeToWhatTheyHeldWhenTheyWereWritten(String name) throws IOException {
    Message expected = message(name);
    Message decoded = expected.getParserForType().parseFrom(read(name + ".bin"));
    assertEquals(expected, decoded);
    assertEquals(0, decoded.getUnknownFields().getSerializedSize(), "bytes of unknown fields");
  }

  @ParameterizedTest
  @MethodSource("names")
  void encodingAgainGivesTheGoldenBytes(String name) throws IOException {
    assertArrayEquals(read(name + ".bin"), message(name).toByteArray());
  }

  @Test
  void everyFieldOfEveryMessageIsPinnedByGoldenBytes() {
    Set<String> declared = new TreeSet<>();
    Set<String> pinned = new TreeSet<>();
    for (FileDescriptor file : FILES) {
      for (Descriptor type : file.getMessageTypes()) {
        declared.add(type.getName());
        type.getFields().forEach(field -> declared.add(field.getFullName()));
      }
    }
    for (Message message : GoldenMessages.all().values()) {
      pinned.add(message.getDescriptorForType().getName());
      for (FieldDescriptor field : message.getAllFields().keySet()) {
        pinned.add(field.getFullName());
      }
    }
    assertEquals(declared, pinned);
  }

  @Test
  void constantsKeepTheirNumbers() throws IOException {
    List<String> constants =
        FILES.stream()
            .flatMap(file -> file.getEnumTypes().stream())
            .sorted((a, b) -> a.getName().compareTo(b.getName()))
            .map(GoldenBytesTest::line)
            .toList();
    List<String> golden =
        new String(read("constants.txt"), StandardCharsets.UTF_8).lines().toList();
    assertEquals(golden, constants);
  }

  private static String line(EnumDescriptor constants) {
    return constants.getValues().stream()
        .map(GoldenBytesTest::constant)
        .collect(Collectors.joining(" ", constants.getName() + ": ", ""));
  }

  private static String constant(EnumValueDescriptor value) {
    return value.getName() + "=" + value.getNumber();
  }

  private static Message message(String name) {
    return Objects.requireNonNull(GoldenMessages.all().get(name), name);
  }

  private static byte[] read(String file) throws IOException {
    try (InputStream bytes = GoldenBytesTest.class.getResourceAsStream("/golden/" + file)) {
      if (bytes == null) {
        throw new IOException("expected golden bytes in /golden/" + file);
      }
      return bytes.readAllBytes();
    }
  }
}
