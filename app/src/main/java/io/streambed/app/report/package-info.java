/** The report of a run: one HTML file that loads nothing from elsewhere. */
@NullMarked
package io.streambed.app.report;

import org.jspecify.annotations.NullMarked;
