/**
 * Turns a Dataset into blocks of rows: raw doubles, column-major, in the partitions and the order
 * the Dataset has.
 *
 * <p>Rows are checked while blocks are built. A task that meets NaN, infinity, null or a negative
 * weight fails; the driver then reads the columns once more and reports every bad column with a
 * count and its first bad value, so that good data pays nothing for the report.
 */
@NullMarked
package org.kanspark.spark.block;

import org.jspecify.annotations.NullMarked;
