/**
 * Defines B-splines on one input: knots, basis functions, extrapolation, and everything that moves
 * a spline from one knot vector to another.
 *
 * <p>A spline of degree {@code k} with {@code G} intervals on {@code [a, b]} is {@code s(x) = sum_m
 * c_m B_m(x)} over {@code G + k} coefficients. The package depends on nothing else in the project.
 */
@NullMarked
package org.kanspark.kernel.spline;

import org.jspecify.annotations.NullMarked;
