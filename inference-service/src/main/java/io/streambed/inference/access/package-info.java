/** Who calls over HTTP, and what each may do. */
@NullMarked
package io.streambed.inference.access;

import org.jspecify.annotations.NullMarked;
