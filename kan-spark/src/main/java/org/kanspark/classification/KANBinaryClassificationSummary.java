package org.kanspark.classification;

import org.apache.spark.sql.Dataset;

/** Tells how well a model predicts two classes: MLlib's curves over all thresholds as well. */
public final class KANBinaryClassificationSummary extends KANClassificationSummary
    implements BinaryCurves {
  private static final long serialVersionUID = 1L;

  KANBinaryClassificationSummary(KANClassificationModel model, Dataset<?> dataset) {
    super(model, dataset);
  }

  @Override
  public KANClassificationSummary summary() {
    return this;
  }
}
