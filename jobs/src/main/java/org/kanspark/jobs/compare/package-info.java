/**
 * Sets a KAN beside other models of Spark ML: the same rows, division and feature vectors for all,
 * each fitted and scored in the same way.
 */
@NullMarked
package org.kanspark.jobs.compare;

import org.jspecify.annotations.NullMarked;
