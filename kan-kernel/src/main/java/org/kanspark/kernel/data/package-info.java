/**
 * Holds rows and how they are read: blocks of rows, and passes that give every block to an
 * aggregator and merge the partial results in an order that depends on partition numbers alone.
 *
 * <p>What a pass computes (losses, gradients, statistics of a network) lives in the packages that
 * define the aggregators. Nothing here knows a network, Spark or a file.
 */
@NullMarked
package org.kanspark.kernel.data;

import org.jspecify.annotations.NullMarked;
