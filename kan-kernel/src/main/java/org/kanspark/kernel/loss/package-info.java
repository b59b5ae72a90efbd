/** Holds losses: what a row costs, and the gradient of that by the network's outputs. */
@NullMarked
package org.kanspark.kernel.loss;

import org.jspecify.annotations.NullMarked;
