/** Writes folders of results that are there as a whole or not at all. */
@NullMarked
package org.kanspark.jobs.output;

import org.jspecify.annotations.NullMarked;
