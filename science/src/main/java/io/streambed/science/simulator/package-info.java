/**
 * Simulators: the interface that users implement, the built-in tasks, integrators, seeds of runs.
 */
@NullMarked
package io.streambed.science.simulator;

import org.jspecify.annotations.NullMarked;
