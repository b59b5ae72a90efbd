/** Tells how training went, and how well predictions match labels. */
@NullMarked
package org.kanspark.spark.summary;

import org.jspecify.annotations.NullMarked;
