/** From nouns to bytes and back; the only room of the generated protobuf classes. */
@NullMarked
package io.streambed.topics.codec;

import org.jspecify.annotations.NullMarked;
