/**
 * Holds trained models: a network, its parameters, and the maps between raw data and the network's
 * units. A model predicts raw labels from raw features and never changes.
 */
@NullMarked
package org.kanspark.kernel.model;

import org.jspecify.annotations.NullMarked;
