package org.kanspark.spark.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.MergeTree;
import scala.Tuple2;

/**
 * Brings partial results together in the association of {@link MergeTree}. Small ones go straight
 * to the driver; large ones are first merged on executors, level by level, each group of neighbours
 * by one task. Both ways fold the same groups from left to right, so the bits are equal. Partitions
 * without rows send nothing, since their aggregators would merge as the identity.
 */
final class PartialTransport {
  private final int partitions;
  private final int groupSize;
  private final long driverLimit;

  /**
   * Makes a transport.
   *
   * @param partitions number of partitions, empty ones included
   * @param depth levels of the merge tree
   * @param driverLimit bytes of partial results that the driver takes at once
   */
  PartialTransport(int partitions, int depth, long driverLimit) {
    this.partitions = partitions;
    this.groupSize = MergeTree.groupSize(partitions, depth);
    this.driverLimit = driverLimit;
  }

  /**
   * Holds a merged result.
   *
   * @param result null if no partition had rows
   * @param largest size in bytes of the largest partial result that reached the driver
   */
  record Merged<A>(@Nullable A result, long largest) {}

  /**
   * Merges partial results of unknown size: keeps them where they are, lets the small ones come,
   * and sends all through a shuffle if one is not small.
   */
  <A extends Aggregator<A>> Merged<A> mergeUnmeasured(JavaRDD<Partial<A>> partials) {
    JavaRDD<Partial<A>> kept =
        partials.setName("partial results").persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long share = driverLimit / Math.max(1, partitions);
      List<Partial<A>> arrived = kept.map(partial -> partial.upTo(share)).collect();
      return arrived.stream().allMatch(Partial::isComplete)
          ? mergeHere(arrived, partitions)
          : mergeByShuffle(kept, largest(arrived));
    } finally {
      Cleanup.run(() -> kept.unpersist(true));
    }
  }

  /** Merges partial results of which each is expected to have about so many bytes. */
  <A extends Aggregator<A>> Merged<A> merge(JavaRDD<Partial<A>> partials, long expectedSize) {
    return partitions * expectedSize <= driverLimit
        ? mergeHere(partials.collect(), partitions)
        : mergeByShuffle(partials, expectedSize);
  }

  private <A extends Aggregator<A>> Merged<A> mergeByShuffle(
      JavaRDD<Partial<A>> partials, long expectedSize) {
    int group = groupSize;
    JavaRDD<Partial<A>> level = partials;
    int width = partitions;
    while (width > group || (width > 1 && width * expectedSize > driverLimit)) {
      width = nextWidth(width);
      level =
          level
              .mapToPair(partial -> new Tuple2<>(partial.index() / group, partial))
              .groupByKey(new HashPartitioner(width))
              .map(neighbours -> Partial.of(neighbours._1(), fold(neighbours._2())));
    }
    return mergeHere(level.collect(), width);
  }

  private int nextWidth(int width) {
    return (width + groupSize - 1) / groupSize;
  }

  private <A extends Aggregator<A>> Merged<A> mergeHere(List<Partial<A>> arrived, int width) {
    Map<Integer, A> level = new TreeMap<>();
    for (Partial<A> partial : arrived) {
      level.put(partial.index(), partial.open());
    }
    int remaining = width;
    while (remaining > 1) {
      Map<Integer, A> next = new TreeMap<>();
      level.forEach((index, aggregator) -> next.merge(index / groupSize, aggregator, this::add));
      level = next;
      remaining = nextWidth(remaining);
    }
    A result = level.isEmpty() ? null : level.values().iterator().next();
    return new Merged<>(result, largest(arrived));
  }

  private <A extends Aggregator<A>> A add(A left, A right) {
    left.merge(right);
    return left;
  }

  private static <A extends Aggregator<A>> A fold(Iterable<Partial<A>> group) {
    List<Partial<A>> sorted = new ArrayList<>();
    group.forEach(sorted::add);
    sorted.sort(Comparator.comparingInt(Partial::index));
    A sum = sorted.get(0).open();
    for (Partial<A> partial : sorted.subList(1, sorted.size())) {
      sum.merge(partial.open());
    }
    return sum;
  }

  private static <A extends Aggregator<A>> long largest(List<Partial<A>> partials) {
    return partials.stream().mapToLong(Partial::size).max().orElse(0);
  }
}
