/** What stands between processes and brokers: proxies that part and delay. */
@NullMarked
package io.streambed.chaos.network;

import org.jspecify.annotations.NullMarked;
