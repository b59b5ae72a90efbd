package org.kanspark.spark.aggregate;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.Aggregator;

/**
 * Holds the partial result of one partition, or of a group of partitions on its way through the
 * merge tree.
 *
 * @param <A> the aggregator
 */
final class Partial<A extends Aggregator<A>> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final long size;
  private final @Nullable Shipped<A> content;

  private Partial(int index, long size, @Nullable Shipped<A> content) {
    this.index = index;
    this.size = size;
    this.content = content;
  }

  static <A extends Aggregator<A>> Partial<A> of(int index, A aggregator) {
    Shipped<A> content = Shipped.of(aggregator);
    return new Partial<>(index, content.size(), content);
  }

  /** Returns what merges as the identity. */
  static <A extends Aggregator<A>> Partial<A> nothing() {
    return new Partial<>(-1, 0, null);
  }

  /** Returns the sum of this and another partial result, at the position of the first. */
  Partial<A> merge(Partial<A> other) {
    if (content == null || other.content == null) {
      return content == null ? other : this;
    }
    A sum = content.open();
    sum.merge(other.content.open());
    return of(index, sum);
  }

  /** Returns this partial result, without its content if that is larger than a limit. */
  Partial<A> upTo(long limit) {
    return size <= limit ? this : new Partial<>(index, size, null);
  }

  /** Returns the position on its level of the tree: at first, the number of the partition. */
  int index() {
    return index;
  }

  /** Returns the number of bytes of the content, there or not. */
  long size() {
    return size;
  }

  boolean isComplete() {
    return content != null;
  }

  /** Unpacks the aggregator; a new copy, which may be merged into. */
  A open() {
    if (content == null) {
      throw new IllegalStateException("partial result " + index + " was left behind");
    }
    return content.open();
  }
}
