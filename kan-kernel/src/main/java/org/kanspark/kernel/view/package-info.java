/**
 * Draws pictures as SVG text: networks with a curve on every edge, single edges, loss histories,
 * predictions against observations, bars.
 *
 * <p>Each picture is a record of what is to be shown, with a method {@code svg()}. It takes names
 * and arrays, no network and no model: those who have a model sample its curves. A picture is
 * self-contained: no identifiers, styles, scripts, fonts or links, so that any number of pictures
 * may stand in one page, in a notebook, or go through a rasteriser. It has a light background of
 * its own, uses the basic shapes of SVG 1.1 with presentation attributes only, and escapes every
 * name. Equal records give equal text.
 *
 * <p>What may not live here: other packages of this project, AWT, files, the computation of what is
 * drawn.
 */
@NullMarked
package org.kanspark.kernel.view;

import org.jspecify.annotations.NullMarked;
