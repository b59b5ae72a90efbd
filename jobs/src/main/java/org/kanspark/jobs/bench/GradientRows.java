package org.kanspark.jobs.bench;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.loss.SquaredLoss;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.train.GradientTask;
import org.kanspark.kernel.train.Scaling;
import org.kanspark.kernel.train.Trainer;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.kernel.train.TrainingSettings;

/** Makes random rows, the same for the same partition, and what is computed at them. */
final class GradientRows {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int ROWS_OF_THE_START = 2_000;

  private GradientRows() {}

  /** Returns the blocks of all partitions, each made when it is read. */
  static JavaRDD<RowBlock> blocks(SparkSession spark, long rows, int features, int partitions) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(IntStream.range(0, partitions).boxed().toList(), partitions)
        .flatMap(p -> blocks(p, share(rows, p, partitions), features));
  }

  /** Returns the same blocks, of one list a partition. */
  static List<List<RowBlock>> local(long rows, int features, int partitions) {
    List<List<RowBlock>> local = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      List<RowBlock> blocks = new ArrayList<>();
      blocks(p, share(rows, p, partitions), features).forEachRemaining(blocks::add);
      local.add(blocks);
    }
    return local;
  }

  private static long share(long rows, int partition, int partitions) {
    return rows * (partition + 1) / partitions - rows * partition / partitions;
  }

  /** Returns the blocks of one partition, about 1 MB each. */
  static Iterator<RowBlock> blocks(int partition, long rows, int features) {
    int most = Math.max(1, BLOCK_BYTES / (Double.BYTES * (features + 1)));
    SplittableRandom random = new SplittableRandom(partition);
    return new Iterator<>() {
      private long left = rows;

      @Override
      public boolean hasNext() {
        return left > 0;
      }

      @Override
      public RowBlock next() {
        int n = (int) Math.min(most, left);
        left -= n;
        double[] values = random.doubles((long) n * features, -1, 1).toArray();
        return new RowBlock(n, features, values, random.doubles(n, -1, 1).toArray());
      }
    };
  }

  /** Returns the gradient task of a network with one hidden layer as training begins with it. */
  static GradientTask untrained(int features, int width, int grid) {
    TrainingSettings settings =
        TrainingSettings.builder().hiddenLayers(width).gridSize(grid).maxIter(0).build();
    RowBlock rows = blocks(0, ROWS_OF_THE_START, features).next();
    try (LocalPassRunner runner = LocalPassRunner.of(rows)) {
      KanModel model = Trainer.train(settings, runner, TrainingListener.NONE).model();
      Scaling scaling = new Scaling(model.featureMap(), model.labelScale(), new SquaredLoss());
      return new GradientTask(model.network(), model.parameters(), scaling);
    }
  }
}
