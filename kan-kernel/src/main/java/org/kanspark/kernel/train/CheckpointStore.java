package org.kanspark.kernel.train;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what one training needs to go on after its process has died. Contents are opaque bytes; the
 * store knows how often they are wanted, where they are kept, and which training they belong to.
 */
public interface CheckpointStore {

  /** Keeps nothing. */
  CheckpointStore NONE =
      new CheckpointStore() {
        @Override
        public int interval() {
          return 0;
        }

        @Override
        public <S> @Nullable S open(Map<String, String> identity, Function<byte[], S> read) {
          return null;
        }

        @Override
        public void save(int step, byte[] content) {}

        @Override
        public void remove() {}
      };

  /** Returns after how many accepted steps to save, 0 for never: then nothing else is called. */
  int interval();

  /**
   * Prepares to save, and returns what an earlier training of the same identity has left.
   *
   * @param identity what tells this training from others, by name, in a fixed order
   * @param read turns content into what is returned; throws {@link IllegalArgumentException} where
   *     it is incomplete, damaged or of another format, whereupon older content is tried
   * @return null if there is nothing to go on from
   * @throws IllegalArgumentException if the store cannot be written
   */
  <S> @Nullable S open(Map<String, String> identity, Function<byte[], S> read);

  /**
   * Saves. Where that fails the store says so and returns: training goes on without.
   *
   * @param step number of accepted steps, more than the last time
   * @param content what to save
   */
  void save(int step, byte[] content);

  /** Removes what was saved: training has ended, it succeeded. */
  void remove();
}
