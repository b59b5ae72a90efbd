/**
 * Computes one layer of a network, forward and backward, over a tile of rows: the only place where
 * time is spent.
 *
 * <p>{@link org.kanspark.kernel.ops.Kernels} chooses between two implementations that give the same
 * bits, scalar and SIMD. Only classes named {@code Vector*} may touch {@code jdk.incubator.vector},
 * and they are loaded by name. Kernels do not check arguments and do not allocate.
 *
 * <p>Every layer is computed as a cubic first, which serves degrees 0 to 3. Classes named {@code
 * *High*} then add the terms of degree 4 and 5, if splines have them; a polynomial of degree 4 has
 * a zero for the last.
 *
 * <p>The order of operations is part of the contract. A sum over inputs runs over inputs in order,
 * within an input over the cubic's coefficients in order, then the base function; then over inputs
 * again for the terms of degree 4 and 5, taken together. A gradient sum runs over rows in order. A
 * sum over outputs uses {@link org.kanspark.kernel.ops.LayerPlan#LANES} logical lanes and a fixed
 * tree. All products are fused with the following addition.
 */
@NullMarked
package org.kanspark.kernel.ops;

import org.jspecify.annotations.NullMarked;
