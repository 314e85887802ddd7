/**
 * A real single-node Kafka broker (KRaft) in this process or a sibling one, on a durable directory.
 */
@NullMarked
package io.streambed.broker;

import org.jspecify.annotations.NullMarked;
