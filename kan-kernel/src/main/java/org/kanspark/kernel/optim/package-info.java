/**
 * Minimises smooth functions of many variables: limited-memory BFGS with a strong Wolfe line
 * search.
 *
 * <p>What lives here: {@link org.kanspark.kernel.optim.Lbfgs} and the values that go in and out of
 * it. A point is a flat {@code double[]}; a function to minimise is a {@link
 * org.kanspark.kernel.optim.DifferentiableObjective}, which gives loss and gradient in one call,
 * because on distributed data one call is one reading of the data. That call is the unit of cost,
 * everything done here between two calls is cheap beside it.
 *
 * <p>What may not live here: networks, splines, losses, rows of data, linear solvers, threads,
 * files, logging. The package depends on {@code java.*} and on nullness annotations, on no other
 * package of this project and on no SIMD.
 *
 * <p>Same bits: no randomness, no clock, no parallel sums. Sums run in one fixed order with a fixed
 * number of accumulators through {@link java.lang.Math#fma(double, double, double)}, so equal
 * objectives give equal iterates on every JVM, and a run resumed from an exported {@link
 * org.kanspark.kernel.optim.LbfgsState} continues exactly as if it had never stopped.
 */
@NullMarked
package org.kanspark.kernel.optim;

import org.jspecify.annotations.NullMarked;
