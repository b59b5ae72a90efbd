/**
 * Holds losses: what a row costs, the gradient of that by the outputs of the network, and how it
 * curves. Nothing here knows a network.
 */
@NullMarked
package org.kanspark.kernel.loss;

import org.jspecify.annotations.NullMarked;
