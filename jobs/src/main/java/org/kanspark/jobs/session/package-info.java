/**
 * Starts Spark inside the command or joins the one that spark-submit set up, and puts Spark's
 * complaints about what a person gave into one line.
 */
@NullMarked
package org.kanspark.jobs.session;

import org.jspecify.annotations.NullMarked;
