/** What the wire contracts must stay. */
@NullMarked
package io.streambed.proto;

import org.jspecify.annotations.NullMarked;
