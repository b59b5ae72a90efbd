/**
 * Adds to the mean loss what makes a network sparse and smooth: the L1 norm and the entropies of
 * its edges' activity, measured over all rows, and the roughness of its splines. What is here knows
 * networks and sums over rows, but not how rows are read nor how the objective is minimised.
 */
@NullMarked
package org.kanspark.kernel.penalty;

import org.jspecify.annotations.NullMarked;
