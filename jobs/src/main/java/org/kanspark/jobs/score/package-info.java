/** Uses saved models: finds them, reads the rows they need, predicts and evaluates. */
@NullMarked
package org.kanspark.jobs.score;

import org.jspecify.annotations.NullMarked;
