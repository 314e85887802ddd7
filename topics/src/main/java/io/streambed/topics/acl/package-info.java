/** What each role has to be allowed at the brokers, and nothing more. */
@NullMarked
package io.streambed.topics.acl;

import org.jspecify.annotations.NullMarked;
