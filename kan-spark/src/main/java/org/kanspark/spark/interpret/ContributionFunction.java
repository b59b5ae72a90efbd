package org.kanspark.spark.interpret;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.interpret.Contributions;
import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.spark.predict.CompleteRows;

/** Computes contributions row by row, in any number of threads. */
final class ContributionFunction implements UDF1<Vector, Vector> {
  private static final long serialVersionUID = 1L;

  private final KanModel model;
  private final EdgeStatistics statistics;
  private final CompleteRows rows;
  private transient volatile @Nullable ThreadLocal<Contributions> local;

  ContributionFunction(KanModel model, EdgeStatistics statistics, CompleteRows rows) {
    this.model = model;
    this.statistics = statistics;
    this.rows = rows;
  }

  @Override
  public Vector call(@Nullable Vector vector) {
    ThreadLocal<Contributions> current = local;
    if (current == null) {
      current = ThreadLocal.withInitial(() -> new Contributions(model, statistics));
      local = current;
    }
    return Vectors.dense(current.get().of(rows.features(vector)));
  }
}
