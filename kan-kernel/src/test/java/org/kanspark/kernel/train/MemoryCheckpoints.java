package org.kanspark.kernel.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps every checkpoint of a training in memory, and what the store was asked to do. */
final class MemoryCheckpoints implements CheckpointStore {
  final SortedMap<Integer, byte[]> saved = new TreeMap<>();
  final List<Map<String, String>> identities = new ArrayList<>();
  private final int interval;
  private byte @Nullable [] left;
  int removals;

  MemoryCheckpoints(int interval) {
    this.interval = interval;
  }

  /** Makes the store that a new process finds. */
  static MemoryCheckpoints holding(int interval, byte[] content) {
    MemoryCheckpoints store = new MemoryCheckpoints(interval);
    store.left = content;
    return store;
  }

  @Override
  public int interval() {
    return interval;
  }

  @Override
  public <S> @Nullable S open(Map<String, String> identity, Function<byte[], S> read) {
    identities.add(Map.copyOf(identity));
    byte[] content = left;
    return content == null ? null : read.apply(content);
  }

  @Override
  public void save(int step, byte[] content) {
    saved.put(step, content);
  }

  @Override
  public void remove() {
    removals++;
  }
}
