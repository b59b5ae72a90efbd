/** Holds what training saves: a pipeline from raw columns to predictions, its last stage a KAN. */
@NullMarked
package org.kanspark.jobs.model;

import org.jspecify.annotations.NullMarked;
