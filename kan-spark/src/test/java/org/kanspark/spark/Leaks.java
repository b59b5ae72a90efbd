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
import scala.Function1;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.Seq;

/**
 * Tells what fits have left in Spark: cached RDDs, their blocks, broadcasts of this project (those
 * of Spark itself stay until the garbage collector finds them), active jobs.
 */
public final class Leaks {
  private static final int MILLIS = 10_000;

  private final Set<Integer> rdds = Set.copyOf(TestSpark.context().getPersistentRDDs().keySet());
  private final Set<String> before = Set.copyOf(blocks());

  private static Set<String> blocks() {
    BlockManager manager = SparkEnv.get().blockManager();
    Set<String> blocks = new TreeSet<>();
    for (Iterator<BlockId> ids = ids(manager); ids.hasNext(); ) {
      BlockId id = ids.next();
      if (id.isRDD() || (id instanceof BroadcastBlockId && isOurs(manager, id))) {
        blocks.add(id.name());
      }
    }
    return blocks;
  }

  /** The sequence is another class in Scala 2.12, and in the method's signature. */
  @SuppressWarnings("unchecked")
  private static Iterator<BlockId> ids(BlockManager manager) {
    Function1<BlockId, Object> any = id -> true;
    try {
      return ((Seq<BlockId>)
              BlockManager.class
                  .getMethod("getMatchingBlockIds", Function1.class)
                  .invoke(manager, any))
          .iterator();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
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
        .map(value -> value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value)
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
  public void assertNone() throws InterruptedException {
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
  public static long broadcasts() {
    return blocks().stream().filter(name -> name.startsWith("broadcast_")).count();
  }
}
