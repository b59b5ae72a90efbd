/**
 * Gives models of every task what they can tell about themselves: scores, pictures, exports,
 * symbolic functions, and the smaller or finer models made of them. All from what is saved with a
 * model; nothing here reads rows.
 */
@NullMarked
package org.kanspark.spark.interpret;

import org.jspecify.annotations.NullMarked;
