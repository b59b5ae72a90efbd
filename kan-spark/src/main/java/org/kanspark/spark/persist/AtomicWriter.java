package org.kanspark.spark.persist;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.MLWriter;

/**
 * Writes a stage beside its target and renames it when it is complete.
 *
 * <p>Spark's own {@code save} deletes the target first. Here a failure while writing leaves the old
 * stage readable. Renaming is atomic on local disks and HDFS; object stores copy instead.
 */
public abstract class AtomicWriter extends MLWriter {

  /**
   * Saves a stage.
   *
   * @throws IOException if the path exists and {@code overwrite()} was not called, or writing
   *     fails; what was at the path is then still there
   */
  @Override
  public void save(String path) throws IOException {
    Path target = new Path(path);
    FileSystem files = target.getFileSystem(sc().hadoopConfiguration());
    target = files.makeQualified(target);
    if (files.exists(target) && !shouldOverwrite()) {
      throw new FileAlreadyExistsException(
          "Path "
              + path
              + " already exists. To overwrite it, please use write().overwrite().save(path).");
    }
    Path beside = sibling(target, "saving");
    try {
      saveImpl(beside.toString());
      replace(files, beside, target);
    } finally {
      files.delete(beside, true);
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
      rename(files, old, target);
      throw failure;
    }
    files.delete(old, true);
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
