package org.kanspark.spark.persist;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Numbers the formats of saved stages. A release reads what those before it have saved; what a
 * later one has saved it refuses, so that nothing is overlooked.
 */
final class FormatVersion {
  /** The latest version that is written. */
  static final int CURRENT = 2;

  /** The version of what has no values for missing features, which is as it was before. */
  static final int WITHOUT_MISSING = 1;

  static final String FIELD = "formatVersion";

  private FormatVersion() {}

  /**
   * Checks the version of something saved.
   *
   * @param json has the version in a field
   * @param what what it is and where: "the KAN model at ..."
   * @throws IllegalArgumentException if it is not one this release reads
   */
  static void require(JsonNode json, String what) {
    JsonNode field = json.path(FIELD);
    int version = field.isInt() ? field.asInt() : -1;
    if (version >= 1 && version <= CURRENT) {
      return;
    }
    throw new IllegalArgumentException(
        "%s has format version %s, accepted: 1 to %d%s"
            .formatted(
                what,
                field.isMissingNode() ? "none" : field,
                CURRENT,
                version > CURRENT ? "; it was saved by a newer release" : ""));
  }
}
