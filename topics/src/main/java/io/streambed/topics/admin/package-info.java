/** Creates, describes and compares topics. */
@NullMarked
package io.streambed.topics.admin;

import org.jspecify.annotations.NullMarked;
