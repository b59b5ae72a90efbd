package org.kanspark.kernel.data;

/**
 * Wraps a task and hashes, in the same reading, the rows it sees: whoever goes on with a training
 * must know that the rows are still the same.
 *
 * <p>The order of rows within a partition counts, since sums depend on it to the last bit, and so
 * does how they are cut into blocks. The order of partitions does not: where partial results are
 * merged as they come it cannot be known.
 *
 * @param task what the pass computes
 */
public record HashedTask<A extends Aggregator<A>>(PassTask<A> task)
    implements PassTask<HashedTask.Hashed<A>> {
  private static final long serialVersionUID = 1L;

  @Override
  public Hashed<A> newAggregator() {
    return new Hashed<>(task.newAggregator());
  }

  /** Holds the wrapped aggregator and the hash of the rows it has seen. */
  public static final class Hashed<A extends Aggregator<A>> implements Aggregator<Hashed<A>> {
    private static final long serialVersionUID = 1L;

    private final A inner;
    private long hash;
    private boolean any;

    private Hashed(A inner) {
      this.inner = inner;
    }

    @Override
    public void add(RowBlock block) {
      inner.add(block);
      any = true;
      hash = mix(hash, block.isHeldBack() ? -block.rows() : block.rows());
      hash = mix(hash, block.values());
      hash = mix(hash, block.labels());
      hash = mix(hash, block.weights());
    }

    @Override
    public void finish() {
      inner.finish();
      // A sum of plain hashes would be blind to what is alike in all partitions.
      hash = any ? mix(hash, 1L) : 0L;
    }

    @Override
    public void merge(Hashed<A> other) {
      inner.merge(other.inner);
      hash += other.hash;
      any |= other.any;
    }

    /** Returns what the wrapped task has summed. */
    public A inner() {
      return inner;
    }

    /** Returns the hash of all rows: features, labels and weights, bit for bit. */
    public long hash() {
      return hash;
    }

    private static long mix(long hash, double[] values) {
      long mixed = mix(hash, values.length);
      for (double value : values) {
        mixed = mix(mixed, Double.doubleToRawLongBits(value));
      }
      return mixed;
    }

    /** Mixes bits into a hash: the finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long hash, long bits) {
      long z = hash * 0x9E3779B97F4A7C15L + bits;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      return z ^ (z >>> 31);
    }
  }
}
