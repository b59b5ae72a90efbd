/** Reports the progress of training: by default one log line a step. */
@NullMarked
package org.kanspark.spark.progress;

import org.jspecify.annotations.NullMarked;
