/** What goes wrong, when and where: a schedule drawn from a seed. */
@NullMarked
package io.streambed.chaos.fault;

import org.jspecify.annotations.NullMarked;
