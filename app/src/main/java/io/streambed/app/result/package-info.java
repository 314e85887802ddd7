/** What a run came to, as it is shown: JSON documents and tables. */
@NullMarked
package io.streambed.app.result;

import org.jspecify.annotations.NullMarked;
