/**
 * The only room of ai.djl: towers, losses, the learner, the frozen critic. Nothing that leaves it
 * has an NDArray in its signature.
 */
@NullMarked
package io.streambed.science.network;

import org.jspecify.annotations.NullMarked;
