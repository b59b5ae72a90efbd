/**
 * Turns pictures into pixels. The only place that touches AWT and the rasteriser; what is drawn
 * comes as SVG text from {@code org.kanspark.kernel.view}.
 *
 * <p>The font is DejaVu Sans 2.37, unchanged from the Debian package fonts-dejavu-core; its licence
 * stands beside it.
 */
@NullMarked
package org.kanspark.jobs.picture;

import org.jspecify.annotations.NullMarked;
