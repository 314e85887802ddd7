/**
 * One process of an experiment: broker, actor system, client of the topics, the roles that run in
 * it.
 */
@NullMarked
package io.streambed.app.node;

import org.jspecify.annotations.NullMarked;
