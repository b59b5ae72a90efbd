/**
 * Reads the settings of a job from a HOCON file and {@code key=value} arguments. Every mistake is
 * reported with the key and the file and line it stands on. Of Spark it knows no more than the
 * names of the estimators' params.
 */
@NullMarked
package org.kanspark.jobs.config;

import org.jspecify.annotations.NullMarked;
