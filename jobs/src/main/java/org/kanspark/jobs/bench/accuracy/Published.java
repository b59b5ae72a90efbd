package org.kanspark.jobs.bench.accuracy;

/**
 * Holds what others report for a case.
 *
 * @param score their score by the case's measure; NaN where there is none
 * @param source where it is written
 */
record Published(double score, String source) {}
