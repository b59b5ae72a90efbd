/**
 * Explains trained networks: statistics of every edge over the training rows, scores made of them,
 * pruning by scores, curves for pictures. Works on models and stored statistics; only {@link
 * org.kanspark.kernel.interpret.EdgeStatisticsTask} reads rows. Nothing here trains or draws.
 */
@NullMarked
package org.kanspark.kernel.interpret;

import org.jspecify.annotations.NullMarked;
