/** What a trainer needs to go on after any end, and its files. */
@NullMarked
package io.streambed.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
