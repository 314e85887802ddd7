package io.streambed.inference.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items of this part
 * @param total of the whole list now
 * @param next where the following part is; null after the last
 */
public record Part<T>(List<T> items, int total, @Nullable String next) {

  public Part {
    items = List.copyOf(items);
  }
}
