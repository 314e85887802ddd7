/**
 * Figures of the whole loop, one program each, and comparisons side by side. The one room beside
 * {@code topics} and {@code embedded-broker} that calls Kafka: its performance tool.
 */
@NullMarked
package io.streambed.benchmarks;

import org.jspecify.annotations.NullMarked;
