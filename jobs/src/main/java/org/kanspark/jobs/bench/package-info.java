/** Chooses what is measured and writes measurements down. Needs no Spark. */
@NullMarked
package org.kanspark.jobs.bench;

import org.jspecify.annotations.NullMarked;
