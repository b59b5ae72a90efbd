/**
 * Measures how accurate trained networks are, on the tables that papers and other implementations
 * publish. Cases are data; what trains and scores them knows none by name.
 */
@NullMarked
package org.kanspark.jobs.bench.accuracy;

import org.jspecify.annotations.NullMarked;
