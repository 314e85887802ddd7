package io.streambed.topics;

import java.util.List;
import java.util.Map;

/** From a noun to the bytes of a record's value and back. Stateless. */
public interface Codec<T> {

  /**
   * The bytes of {@code value}.
   *
   * @throws IllegalArgumentException if it cannot be written, such as a value above the topic's
   *     limit
   */
  byte[] encode(T value);

  /**
   * The noun in {@code bytes}.
   *
   * @throws MalformedRecordException if the bytes or what they hold are not what the contract says
   */
  T decode(byte[] bytes);

  /** As {@link #decode(byte[])}, for the nouns that also need key or headers of the record. */
  default T decode(Raw raw) {
    return decode(raw.value().toArrayUnsafe());
  }

  /** Headers that belong to {@code value}, beside those which every record has. */
  default Map<String, String> headers(T value) {
    return Map.of();
  }

  /** {@code value} cut into pieces of which each fits into one record; itself if it does. */
  default List<T> split(T value) {
    return List.of(value);
  }
}
