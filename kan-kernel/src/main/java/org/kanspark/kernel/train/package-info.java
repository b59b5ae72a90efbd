/**
 * Trains networks: what a pass computes (loss and gradient), where knots go, and the loop that
 * turns settings and rows into a model.
 *
 * <p>Rows are read only through a {@link org.kanspark.kernel.data.PassRunner}, so the same code
 * trains in memory and on a cluster.
 */
@NullMarked
package org.kanspark.kernel.train;

import org.jspecify.annotations.NullMarked;
