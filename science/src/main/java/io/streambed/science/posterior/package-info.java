/**
 * From a critic to draws: the bank, rejection, importance resampling, tempered SMC, Hamiltonian
 * Monte Carlo, and the ladder over them; or by drawing from an estimator itself.
 */
@NullMarked
package io.streambed.science.posterior;

import org.jspecify.annotations.NullMarked;
