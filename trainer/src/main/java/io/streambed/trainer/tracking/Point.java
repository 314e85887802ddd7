package io.streambed.trainer.tracking;

import java.time.Instant;

/**
 * One value of a curve.
 *
 * @param tag of the curve: a group, a slash and a name that ends in its unit
 * @param step gradient steps in all rounds
 * @param time when it was measured
 * @param value finite
 */
record Point(String tag, long step, Instant time, double value) {}
