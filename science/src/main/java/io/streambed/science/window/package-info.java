/** From single readings to windows of data: places on a grid, and what is done about gaps. */
@NullMarked
package io.streambed.science.window;

import org.jspecify.annotations.NullMarked;
