/**
 * Offers Kolmogorov-Arnold networks for regression as a Spark ML estimator and its model.
 *
 * <pre>{@code
 * KANRegressionModel model = new KANRegressor().setHiddenLayers(5).fit(train);
 * Dataset<Row> predictions = model.transform(test);
 * }</pre>
 */
@NullMarked
package org.kanspark.regression;

import org.jspecify.annotations.NullMarked;
