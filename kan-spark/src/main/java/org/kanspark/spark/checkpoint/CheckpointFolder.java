package org.kanspark.spark.checkpoint;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.train.CheckpointStore;
import org.kanspark.spark.param.KANParams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the checkpoints of one fit: in a folder that several fits may share, a folder of its own,
 * named by a hash of the {@link FitIdentity} that stands in its file {@code identity.txt}. Two
 * checkpoints are kept, each written beside and renamed, so that one is whole at any time.
 */
public final class CheckpointFolder implements CheckpointStore {
  private static final Logger LOG = LoggerFactory.getLogger("org.kanspark.training");

  private final KANParams stage;
  private final SparkContext context;
  private @Nullable FitFolder folder;
  private boolean warned;

  private CheckpointFolder(KANParams stage, SparkContext context) {
    this.stage = stage;
    this.context = context;
  }

  /**
   * Returns the store that a stage's parameters ask for.
   *
   * @param stage the estimator
   * @param context where file systems are configured
   */
  public static CheckpointStore of(KANParams stage, SparkContext context) {
    return stage.getCheckpointDir().isEmpty() || stage.getCheckpointInterval() < 1
        ? CheckpointStore.NONE
        : new CheckpointFolder(stage, context);
  }

  @Override
  public int interval() {
    return stage.getCheckpointInterval();
  }

  /**
   * Makes the folder of the fit and reads the newest checkpoint in it that is whole.
   *
   * @throws IllegalArgumentException if the folder cannot be written
   */
  @Override
  public <S> @Nullable S open(Map<String, String> identity, Function<byte[], S> read) {
    FitIdentity fit = FitIdentity.of(stage, identity);
    try {
      Path shared = new Path(stage.getCheckpointDir());
      FileSystem files = shared.getFileSystem(context.hadoopConfiguration());
      FitFolder own = new FitFolder(files, new Path(files.makeQualified(shared), fit.folderName()));
      own.create(fit);
      folder = own;
      OwnDisk.warning(context.master(), own.path().toUri()).ifPresent(LOG::warn);
      List<Path> saved = own.checkpoints();
      if (saved.isEmpty()) {
        sayWhyNoneFits(own, fit);
      }
      return newest(own, saved, read);
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          "checkpointDir '%s' cannot be written: %s"
              .formatted(stage.getCheckpointDir(), e.getMessage()),
          e);
    }
  }

  private static <S> @Nullable S newest(
      FitFolder folder, List<Path> saved, Function<byte[], S> read) {
    for (Path path : saved) {
      try {
        S state = read.apply(folder.read(path));
        LOG.info("training goes on from {}", path);
        return state;
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("checkpoint {} cannot be used: {}", path, e.getMessage());
      }
    }
    if (!saved.isEmpty()) {
      LOG.warn("no checkpoint in {} can be used: training starts anew", folder.path());
    }
    return null;
  }

  private static void sayWhyNoneFits(FitFolder own, FitIdentity fit) throws IOException {
    List<String> differences = own.differencesOfNearest(fit);
    if (differences != null) {
      LOG.warn(
          "checkpoints in {} are of other fits and not used: {}; training starts anew",
          own.path().getParent(),
          String.join(", ", differences));
    }
  }

  @Override
  public void save(int step, byte[] content) {
    FitFolder own = opened();
    try {
      own.write(step, content);
    } catch (IOException | RuntimeException e) {
      if (e instanceof InterruptedIOException) {
        Thread.currentThread().interrupt();
      }
      if (!warned) {
        LOG.warn(
            "the checkpoint after step {} could not be written to {} ({}): training goes on, and"
                + " tries again",
            step,
            own.path(),
            e.toString());
      }
      warned = true;
    }
  }

  @Override
  public void remove() {
    FitFolder own = opened();
    try {
      own.delete();
    } catch (IOException | RuntimeException e) {
      LOG.warn("the checkpoints in {} could not be removed ({})", own.path(), e.toString());
    }
  }

  private FitFolder opened() {
    if (folder == null) {
      throw new IllegalStateException("the store was not opened");
    }
    return folder;
  }
}
