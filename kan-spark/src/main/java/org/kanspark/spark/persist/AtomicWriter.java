package org.kanspark.spark.persist;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.MLWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a stage beside its target and renames it when it is complete.
 *
 * <p>Spark's own {@code save} deletes the target first. Here a failure while writing leaves the old
 * stage readable. Renaming is atomic on local disks and HDFS; object stores copy instead.
 */
abstract class AtomicWriter extends MLWriter {
  private static final Logger LOG = LoggerFactory.getLogger("org.kanspark.persist");

  /**
   * Saves a stage.
   *
   * @throws IOException if the path exists and {@code overwrite()} was not called, or writing
   *     fails; what was at the path is then still there
   */
  @Override
  public void save(String path) throws IOException {
    StageFolder folder = StageFolder.at(path, sc().hadoopConfiguration());
    FileSystem files = folder.files();
    Path target = folder.path();
    if (files.exists(target) && !shouldOverwrite()) {
      throw new FileAlreadyExistsException(
          "Path "
              + path
              + " already exists. To overwrite it, please use write().overwrite().save(path).");
    }
    Path beside = sibling(target, "saving");
    boolean complete = false;
    try {
      saveImpl(beside.toString());
      replace(files, beside, target);
      complete = true;
    } finally {
      if (!complete) {
        discard(files, beside);
      }
    }
  }

  private static void replace(FileSystem files, Path from, Path target) throws IOException {
    if (!files.exists(target)) {
      rename(files, from, target);
      return;
    }
    Path old = sibling(target, "replaced");
    rename(files, target, old);
    try {
      rename(files, from, target);
    } catch (IOException | RuntimeException failure) {
      try {
        rename(files, old, target);
      } catch (IOException | RuntimeException again) {
        failure.addSuppressed(again);
      }
      throw failure;
    }
    discard(files, old);
  }

  // Neither the failure of a save nor its success may be hidden by what is left.
  private static void discard(FileSystem files, Path path) {
    try {
      files.delete(path, true);
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} could not be removed ({})", path, e.toString());
    }
  }

  private static void rename(FileSystem files, Path from, Path to) throws IOException {
    if (!files.exists(from)) {
      throw new FileNotFoundException(from + " was not written");
    }
    if (!files.rename(from, to)) {
      throw new IOException("could not rename " + from + " to " + to);
    }
  }

  // A leading dot hides unfinished work from whatever lists the folder.
  private static Path sibling(Path target, String state) {
    return new Path(
        target.getParent(), "." + target.getName() + "." + state + "-" + UUID.randomUUID());
  }
}
