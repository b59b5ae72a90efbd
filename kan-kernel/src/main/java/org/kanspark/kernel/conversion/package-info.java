/**
 * Turns edges of trained networks into functions and back: curves of edges, fits of functions to
 * them, and the order in which a whole network is converted. What refits a network on rows is
 * handed in; nothing here trains or reads rows.
 */
@NullMarked
package org.kanspark.kernel.conversion;

import org.jspecify.annotations.NullMarked;
