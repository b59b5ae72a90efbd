/**
 * Describes Kolmogorov-Arnold networks and evaluates them, forward and backward.
 *
 * <p>{@link org.kanspark.kernel.network.KanNetwork} is the structure: layers, knots, which edges
 * live. It is immutable and holds no parameter. All parameters stand in one flat {@code double[]}
 * whose layout is documented there. {@link org.kanspark.kernel.network.NetworkEvaluator} computes
 * with both. Nothing here knows a loss, a label or how a network is trained.
 */
@NullMarked
package org.kanspark.kernel.network;

import org.jspecify.annotations.NullMarked;
