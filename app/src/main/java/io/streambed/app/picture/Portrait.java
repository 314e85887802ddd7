package io.streambed.app.picture;

import io.streambed.science.Draws;
import io.streambed.science.prior.ParameterSpace;
import org.jspecify.annotations.Nullable;

/**
 * What a pair plot shows.
 *
 * @param title one line above it
 * @param space names and units of P parameters, P at most 20
 * @param draws of the posterior
 * @param reference draws to compare with, or null
 */
public record Portrait(String title, ParameterSpace space, Draws draws, @Nullable Draws reference) {
  private static final int MOST_PARAMETERS = 20;

  public Portrait {
    if (space.size() > MOST_PARAMETERS) {
      throw new IllegalArgumentException(
          "expected at most %d parameters in a pair plot, got %d"
              .formatted(MOST_PARAMETERS, space.size()));
    }
  }
}
