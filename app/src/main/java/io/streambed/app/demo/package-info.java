/**
 * The demonstration: the whole loop in one process, from nothing to a posterior beside its
 * reference.
 */
@NullMarked
package io.streambed.app.demo;

import org.jspecify.annotations.NullMarked;
