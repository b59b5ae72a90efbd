/** Applies models to single rows, for the models of every task. */
@NullMarked
package org.kanspark.spark.predict;

import org.jspecify.annotations.NullMarked;
