/** Writes models in forms that other programs evaluate. */
@NullMarked
package org.kanspark.spark.export;

import org.jspecify.annotations.NullMarked;
