/**
 * Holds short programs that show one use each, to read and to copy from. Each has a {@code main}
 * for spark-submit; nothing else depends on them.
 */
@NullMarked
package org.kanspark.examples;

import org.jspecify.annotations.NullMarked;
