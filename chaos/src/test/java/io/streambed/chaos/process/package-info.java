/** Java programs in processes of their own, which can be hurt, and all of which end. */
@NullMarked
package io.streambed.chaos.process;

import org.jspecify.annotations.NullMarked;
