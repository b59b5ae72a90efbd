/**
 * Measures a model on rows and writes what came out of a training: as JSON for programs, as a page
 * and as a few lines of text for people.
 */
@NullMarked
package org.kanspark.jobs.report;

import org.jspecify.annotations.NullMarked;
