/**
 * Writes trained models in other languages: a query of Spark SQL, a class of Java, a formula. Text
 * out of numbers, nothing more: no files, no rows, no training.
 */
@NullMarked
package org.kanspark.kernel.export;

import org.jspecify.annotations.NullMarked;
