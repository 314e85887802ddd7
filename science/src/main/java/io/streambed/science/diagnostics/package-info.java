/**
 * How far to trust a posterior: C2ST and its local form, SBC with simultaneous bands, coverage,
 * TARP, predictive checks, held-out regression, agreement with exact ratios, normaliser spread,
 * effective sample size, Pareto-k.
 */
@NullMarked
package io.streambed.science.diagnostics;

import org.jspecify.annotations.NullMarked;
