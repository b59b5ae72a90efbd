/**
 * Runs the kernel's passes on a cluster: a task is broadcast, every partition fills one aggregator,
 * and the partial results are merged in the order of partition numbers, however they travel.
 *
 * <p>{@link org.kanspark.spark.aggregate.SparkPassRunner} runs one pass as one Spark job. {@link
 * org.kanspark.spark.aggregate.TrainingPasses} owns the cached blocks of a fit and moves small data
 * sets into the driver after the first pass, where passes need no job and give the same bits.
 *
 * <p>Whatever is broadcast or cached here is released by the method or the object that made it, on
 * success and on failure.
 */
@NullMarked
package org.kanspark.spark.aggregate;

import org.jspecify.annotations.NullMarked;
