package io.streambed.trainer.tracking;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads event files as TensorBoard does: file by file, a session voids what it writes anew. */
public final class EventFolder {
  private final Map<String, List<Long>> steps = new TreeMap<>();

  private EventFolder() {}

  /** The steps of each curve, by tag, in the order of reading. */
  public static Map<String, List<Long>> steps(Path folder) throws IOException {
    EventFolder events = new EventFolder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
          byte[] content = new byte[(int) bytes.getLong()];
          bytes.position(bytes.position() + Integer.BYTES);
          bytes.get(content);
          bytes.position(bytes.position() - content.length - Long.BYTES - Integer.BYTES);
          byte[] frame = new byte[content.length + Long.BYTES + 2 * Integer.BYTES];
          bytes.get(frame);
          if (!Arrays.equals(frame, EventCodec.frame(content))) {
            throw new IOException("a damaged frame in " + file);
          }
          events.event(CodedInputStream.newInstance(content));
        }
      }
    }
    return events.steps;
  }

  private void event(CodedInputStream event) throws IOException {
    long step = 0;
    List<String> tags = new ArrayList<>();
    boolean start = false;
    for (int key = event.readTag(); key != 0; key = event.readTag()) {
      switch (WireFormat.getTagFieldNumber(key)) {
        case 2 -> step = event.readInt64();
        case 5 -> tags.add(tag(event.readByteArray()));
        case 7 -> {
          start = true;
          event.skipField(key);
        }
        default -> event.skipField(key);
      }
    }
    if (start) {
      long from = step;
      steps.values().forEach(known -> known.removeIf(other -> other >= from));
    }
    for (String tag : tags) {
      steps.computeIfAbsent(tag, t -> new ArrayList<>()).add(step);
    }
  }

  private static String tag(byte[] summary) throws IOException {
    CodedInputStream values = CodedInputStream.newInstance(summary);
    values.readTag();
    CodedInputStream value = CodedInputStream.newInstance(values.readByteArray());
    value.readTag();
    return value.readString();
  }
}
