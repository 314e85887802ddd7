package io.streambed.app.result;

/**
 * What is claimed of one figure, and whether this run showed it.
 *
 * @param claim for people
 * @param figure what was measured, for people
 * @param value measured
 * @param bound at-least or at-most
 * @param limit that the value is held to
 * @param reproduced whether it keeps to it; false where there is no value
 */
public record Claim(
    String claim, String figure, double value, String bound, double limit, boolean reproduced) {

  /** The value has to reach the limit. */
  public static Claim atLeast(String claim, String figure, double value, double limit) {
    return new Claim(claim, figure, value, "at-least", limit, value >= limit);
  }

  /** The value must not exceed the limit. */
  public static Claim atMost(String claim, String figure, double value, double limit) {
    return new Claim(claim, figure, value, "at-most", limit, value <= limit);
  }
}
