/**
 * Solves the linear systems of second-order training: symmetric sums over sparse rows and their
 * damped solution. Factorisations come from netlib's Java LAPACK, never from a native library,
 * whose bits would depend on the machine.
 */
@NullMarked
package org.kanspark.kernel.linalg;

import org.jspecify.annotations.NullMarked;
