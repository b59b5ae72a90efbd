/**
 * Runs the session of the article that introduced KANs: train a sparse network, prune it, train on,
 * refine; draws each stage and writes what was measured. Commands and reports of ordinary trainings
 * live elsewhere.
 */
@NullMarked
package org.kanspark.jobs.article;

import org.jspecify.annotations.NullMarked;
