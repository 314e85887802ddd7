/** The nouns that all rooms share: parameters, data, pairs, observations, posteriors, models. */
@NullMarked
package io.streambed.science;

import org.jspecify.annotations.NullMarked;
