@NullMarked
package io.streambed.app.cluster;

import org.jspecify.annotations.NullMarked;
