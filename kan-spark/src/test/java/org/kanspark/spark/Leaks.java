package org.kanspark.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockResult;
import org.apache.spark.storage.BroadcastBlockId;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tells what fits have left in Spark: cached RDDs, their blocks, broadcasts of this project (those
 * of Spark itself stay until the garbage collector finds them), active jobs.
 */
final class Leaks {
  private static final int MILLIS = 10_000;

  private final Set<Integer> rdds = Set.copyOf(TestSpark.context().getPersistentRDDs().keySet());
  private final Set<String> before = Set.copyOf(blocks());

  private static Set<String> blocks() {
    BlockManager manager = SparkEnv.get().blockManager();
    Set<String> blocks = new TreeSet<>();
    for (BlockId id : CollectionConverters.asJava(manager.getMatchingBlockIds(any -> true))) {
      if (id.isRDD() || (id instanceof BroadcastBlockId && isOurs(manager, id))) {
        blocks.add(id.name());
      }
    }
    return blocks;
  }

  /** Values are beside the pieces that they were broadcast in. */
  private static boolean isOurs(BlockManager manager, BlockId id) {
    Option<BlockResult> block =
        ((BroadcastBlockId) id).field().isEmpty() ? manager.getLocalValues(id) : Option.empty();
    List<Object> values = new ArrayList<>();
    if (block.isDefined()) {
      // To its end, which releases it.
      block.get().data().foreach(value -> values.add(value));
    }
    return values.stream()
        .map(value -> value.getClass().getName())
        .anyMatch(name -> name.startsWith("org.kanspark.") || name.equals("java.lang.Integer"));
  }

  /** Returns what is there now and was not at first; Spark removes some things in threads. */
  private List<String> left() {
    List<String> left = new ArrayList<>();
    TestSpark.context()
        .getPersistentRDDs()
        .forEach(
            (number, rdd) -> {
              if (!rdds.contains(number)) {
                left.add("cached " + rdd.name());
              }
            });
    blocks().stream().filter(name -> !before.contains(name)).forEach(left::add);
    for (int job : TestSpark.session().sparkContext().statusTracker().getActiveJobIds()) {
      left.add("job " + job);
    }
    return left;
  }

  /** Checks that all is as it was. */
  void assertNone() throws InterruptedException {
    assertNone(MILLIS);
  }

  void assertNone(int millis) throws InterruptedException {
    List<String> left = left();
    for (int waited = 0; !left.isEmpty() && waited < millis; waited += 20) {
      Thread.sleep(20);
      left = left();
    }
    assertThat(left).isEmpty();
  }

  /** Returns how many broadcasts of this project are there, to see that they can be seen. */
  static long broadcasts() {
    return blocks().stream().filter(name -> name.startsWith("broadcast_")).count();
  }
}
