/**
 * Brings rows from files, tables or a formula into the shape a model is trained on: columns with a
 * role and a type, every value checked, rows divided and placed by their values alone.
 */
@NullMarked
package org.kanspark.jobs.data;

import org.jspecify.annotations.NullMarked;
