/**
 * Saves and loads stages: Spark's own metadata, and beside it a KAN's structure as JSON and its
 * parameters as binary doubles, without Java serialisation. A save is written beside its target and
 * renamed, so that a failed one leaves what was there before.
 *
 * <pre>
 * path/metadata/            Spark's: class, uid, parameters of the stage
 * path/data/structure.json  format version, feature names, layers, knots
 * path/data/parameters.bin  all parameters, big-endian doubles, in the network's layout
 * </pre>
 */
@NullMarked
package org.kanspark.spark.persist;

import org.jspecify.annotations.NullMarked;
