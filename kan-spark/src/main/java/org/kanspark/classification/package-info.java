/**
 * Holds the Spark ML estimator and model of classification: binary by the logit of class 1,
 * multinomial by softmax. What they share with regression lives in {@code org.kanspark.spark}.
 */
@NullMarked
package org.kanspark.classification;

import org.jspecify.annotations.NullMarked;
