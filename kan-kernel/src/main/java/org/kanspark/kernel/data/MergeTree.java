package org.kanspark.kernel.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Fixes the order in which the partial results of partitions are added up, so that the sum does not
 * depend on which partition finishes first, nor on how partial results travel.
 *
 * <p>Consecutive partitions form groups of {@link #groupSize}; each group is folded from left to
 * right; the results are grouped again, until one group is left.
 */
public final class MergeTree {
  private MergeTree() {}

  /**
   * Returns how many neighbours are folded together at each level.
   *
   * @param partitions number of partial results
   * @param depth number of levels, at least 1
   */
  public static int groupSize(int partitions, int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("aggregation depth is " + depth + ", accepted: >= 1");
    }
    int size = (int) Math.ceil(Math.pow(partitions, 1.0 / depth) - 1e-9);
    return Math.max(2, size);
  }

  /**
   * Merges partial results in place and returns the first.
   *
   * @param partials one aggregator a partition, in partition order, at least one
   * @param depth number of levels, at least 1
   */
  public static <A extends Aggregator<A>> A merge(List<A> partials, int depth) {
    int size = groupSize(partials.size(), depth);
    List<A> level = partials;
    while (level.size() > size) {
      List<A> next = new ArrayList<>();
      for (int from = 0; from < level.size(); from += size) {
        next.add(fold(level.subList(from, Math.min(from + size, level.size()))));
      }
      level = next;
    }
    return fold(level);
  }

  /**
   * Folds one group from left to right into its first member.
   *
   * @throws IllegalArgumentException if the group is empty
   */
  public static <A extends Aggregator<A>> A fold(List<A> group) {
    if (group.isEmpty()) {
      throw new IllegalArgumentException("there is no partial result to merge");
    }
    A first = group.get(0);
    for (A other : group.subList(1, group.size())) {
      first.merge(other);
    }
    return first;
  }
}
