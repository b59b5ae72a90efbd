/**
 * Solves the linear systems of second-order training: symmetric sums over sparse rows and their
 * damped solution. Nothing here may depend on a native library, whose bits would depend on the
 * machine.
 */
@NullMarked
package org.kanspark.kernel.linalg;

import org.jspecify.annotations.NullMarked;
