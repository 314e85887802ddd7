/** The live page in a real browser. */
@NullMarked
package io.streambed.app.browser;

import org.jspecify.annotations.NullMarked;
