package org.kanspark.spark.aggregate;

import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManagerMaster;
import org.apache.spark.storage.BroadcastBlockId;

/**
 * Sleeps as long as a broadcast exists, which its driver ends by destroying it: no signal of
 * another kind reaches a running task without failing its job.
 *
 * @param broadcast number of the broadcast
 */
record StandingTask(long broadcast) implements VoidFunction<Iterator<Integer>> {
  /** Time after which a task ends in any case; its driver starts another one before. */
  static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Others wait no longer than this for the core. A look costs a tenth of a millisecond. */
  private static final long MILLIS_BETWEEN_LOOKS = 8;

  @Override
  public void call(Iterator<Integer> rows) throws InterruptedException {
    BlockManagerMaster blocks = SparkEnv.get().blockManager().master();
    BlockId block = new BroadcastBlockId(broadcast, "piece0");
    TaskContext task = TaskContext.get();
    long end = System.nanoTime() + LONGEST_NANOS;
    while (!task.isInterrupted() && System.nanoTime() < end && blocks.contains(block)) {
      Thread.sleep(MILLIS_BETWEEN_LOOKS);
    }
  }
}
