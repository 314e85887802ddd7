package io.streambed.inference;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Ids of observations that were counted and are not kept any more. Immutable.
 *
 * <p>A sensor's ids are told apart by 64 bits: two of n meet with a chance of n² / 2^65.
 *
 * @param hashes the first 64 bits of the SHA-256 of each id, oldest first
 */
record EarlierIds(List<Long> hashes) {
  static final EarlierIds NONE = new EarlierIds(List.of());

  EarlierIds {
    hashes = List.copyOf(hashes);
  }

  /** With {@code ids} as the newest, of all of them the last {@code most}. */
  EarlierIds plus(List<String> ids, int most) {
    if (ids.isEmpty() && hashes.size() <= most) {
      return this;
    }
    List<Long> all = new ArrayList<>(hashes);
    ids.forEach(id -> all.add(hash(id)));
    return new EarlierIds(all.subList(Math.max(0, all.size() - most), all.size()));
  }

  boolean has(String id) {
    return !hashes.isEmpty() && hashes.contains(hash(id));
  }

  private static long hash(String id) {
    return ByteBuffer.wrap(SamplingSeed.sha256().digest(id.getBytes(StandardCharsets.UTF_8)))
        .getLong();
  }
}
