/**
 * Trains a model as a configuration says: rows, pipeline, scores, and a folder that appears only
 * when everything in it is complete.
 */
@NullMarked
package org.kanspark.jobs.train;

import org.jspecify.annotations.NullMarked;
