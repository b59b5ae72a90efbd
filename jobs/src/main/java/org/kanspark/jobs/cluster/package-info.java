/**
 * Starts and stops a standalone Spark cluster of real processes on this machine, for trying things
 * out, with the deploy classes that Spark's jars hold. Nothing here knows of networks or training.
 */
@NullMarked
package org.kanspark.jobs.cluster;

import org.jspecify.annotations.NullMarked;
