/** Parses command lines, runs what they ask for and shows progress, results and errors. */
@NullMarked
package org.kanspark.jobs.cli;

import org.jspecify.annotations.NullMarked;
