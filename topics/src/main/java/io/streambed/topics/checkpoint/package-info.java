/** A trainer's checkpoints on a compacted topic: chunks, then a manifest. */
@NullMarked
package io.streambed.topics.checkpoint;

import org.jspecify.annotations.NullMarked;
