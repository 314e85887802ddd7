/** A Chromium without a window, for those who test or measure the live page. */
@NullMarked
package io.streambed.browser;

import org.jspecify.annotations.NullMarked;
