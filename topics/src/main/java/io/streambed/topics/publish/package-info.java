/** From nouns to topics, through one producer per process and pace. */
@NullMarked
package io.streambed.topics.publish;

import org.jspecify.annotations.NullMarked;
