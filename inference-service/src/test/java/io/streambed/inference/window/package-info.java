@NullMarked
package io.streambed.inference.window;

import org.jspecify.annotations.NullMarked;
