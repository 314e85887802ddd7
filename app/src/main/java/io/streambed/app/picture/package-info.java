/** Pictures of posteriors as PNG and SVG, drawn without a screen by JFreeChart. */
@NullMarked
package io.streambed.app.picture;

import org.jspecify.annotations.NullMarked;
