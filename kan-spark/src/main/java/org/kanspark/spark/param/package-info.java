/**
 * Declares every setting of a KAN stage once, as a Spark {@code Param} of the same name.
 *
 * <p>{@link org.kanspark.spark.param.KANParams} gives an estimator and its model all parameters and
 * getters out of one {@link org.kanspark.spark.param.KANParamSet}; {@link
 * org.kanspark.spark.param.KANSetters} adds the fluent setters of an estimator. A value that is not
 * accepted is refused where it is set, with the name of the parameter, the value and what is
 * accepted.
 */
@NullMarked
package org.kanspark.spark.param;

import org.jspecify.annotations.NullMarked;
