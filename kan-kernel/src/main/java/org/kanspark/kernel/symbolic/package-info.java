/**
 * Finds the named function behind an edge's curve: a library of functions, the fit of {@code c f(a
 * x + b) + d} to a curve, and the ranking of candidates.
 *
 * <p>Works on curves (a hundred or two weighted points), never on rows or networks; formulas built
 * of the functions live in {@code formula}. Values come from {@link java.lang.StrictMath} or from
 * polynomials here, so that they are the same bits everywhere. Commons Math is used for the
 * Levenberg-Marquardt steps of {@code VariableProjection} alone.
 */
@NullMarked
package org.kanspark.kernel.symbolic;

import org.jspecify.annotations.NullMarked;
