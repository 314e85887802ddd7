/** Posteriors as files for other programs; the layouts are described in docs/exports.md. */
@NullMarked
package io.streambed.app.export;

import org.jspecify.annotations.NullMarked;
