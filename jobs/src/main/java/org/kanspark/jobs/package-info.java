/** Starts the {@code kan} command: see {@link org.kanspark.jobs.Main}. */
@NullMarked
package org.kanspark.jobs;

import org.jspecify.annotations.NullMarked;
