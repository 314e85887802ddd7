/** Where the program begins. */
@NullMarked
package io.streambed.app;

import org.jspecify.annotations.NullMarked;
