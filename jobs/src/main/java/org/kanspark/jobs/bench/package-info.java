/** Chooses what is measured, kernels alone and through Spark, and writes measurements down. */
@NullMarked
package org.kanspark.jobs.bench;

import org.jspecify.annotations.NullMarked;
