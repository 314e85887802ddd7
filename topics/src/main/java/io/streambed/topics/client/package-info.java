/** This process's one client of an experiment's topics. */
@NullMarked
package io.streambed.topics.client;

import org.jspecify.annotations.NullMarked;
