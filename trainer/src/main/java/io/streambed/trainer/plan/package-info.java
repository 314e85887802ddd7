/**
 * Which runs are planned, in which order their outcomes are admitted, and what became of each.
 * Pure.
 */
@NullMarked
package io.streambed.trainer.plan;

import org.jspecify.annotations.NullMarked;
