/**
 * Connects a Spark ML estimator with the kernel's trainer: parameters become settings, a Dataset
 * becomes passes over cached blocks.
 */
@NullMarked
package org.kanspark.spark.training;

import org.jspecify.annotations.NullMarked;
