/**
 * Keeps checkpoints of fits in folders of Hadoop file systems. What a checkpoint holds is the
 * kernel's affair; where it is kept, for which fit, and what happens when that fails is decided
 * here.
 */
@NullMarked
package org.kanspark.spark.checkpoint;

import org.jspecify.annotations.NullMarked;
