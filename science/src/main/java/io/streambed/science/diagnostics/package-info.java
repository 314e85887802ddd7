/**
 * How far to trust a posterior: C2ST, SBC, coverage, normaliser spread, effective sample size,
 * Pareto-k.
 */
@NullMarked
package io.streambed.science.diagnostics;

import org.jspecify.annotations.NullMarked;
