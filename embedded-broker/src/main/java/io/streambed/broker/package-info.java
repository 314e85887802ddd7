/**
 * A real Kafka broker (KRaft) in this process or a sibling one, alone or one of several, on a
 * durable directory.
 */
@NullMarked
package io.streambed.broker;

import org.jspecify.annotations.NullMarked;
