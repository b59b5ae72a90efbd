/**
 * Holds formulas as expression trees and prints them as plain text, LaTeX, Spark SQL and Java.
 *
 * <p>Here live the tree ({@link org.kanspark.kernel.formula.Expression}), its safe simplification,
 * rounding and printing. What a function of one argument is, how it is called in each notation, and
 * how it is computed, comes in through {@link org.kanspark.kernel.formula.FormulaFunction}: named
 * functions, the spline of an edge, or anything else. Nothing here knows of networks or of fits.
 */
@NullMarked
package org.kanspark.kernel.formula;

import org.jspecify.annotations.NullMarked;
