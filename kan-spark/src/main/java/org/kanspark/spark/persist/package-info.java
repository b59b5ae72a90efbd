/**
 * Saves and loads stages: Spark's own metadata, and beside it a KAN's structure as JSON and its
 * parameters as binary doubles, without Java serialisation. A save is written beside its target and
 * renamed, so that a failed one leaves what was there before.
 *
 * <pre>
 * path/metadata/            Spark's: class, uid, parameters of the stage
 *
 * of a model:
 * path/data/structure.json  format version, feature names, layers, knots
 * path/data/parameters.bin  all parameters, big-endian doubles, in the network's layout
 * path/data/edges.json      what the training rows did on the edges
 *
 * of an estimator:
 * path/data/format.json     format version
 * path/initialModel/        the model it begins at, if one is set
 * </pre>
 *
 * <p>Spark Connect saves to and loads from the server's own disk; what a server does beyond that is
 * untested here.
 */
@NullMarked
package org.kanspark.spark.persist;

import org.jspecify.annotations.NullMarked;
