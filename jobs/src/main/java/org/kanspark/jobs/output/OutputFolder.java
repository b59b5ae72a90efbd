package org.kanspark.jobs.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.kanspark.jobs.error.UserError;

/**
 * Holds a folder that is filled beside its final place and moved there when it is complete. Until
 * then an earlier result stays as it was; if the work fails, nothing is left behind.
 */
public final class OutputFolder implements AutoCloseable {
  /**
   * Marks folders that have nothing else to be known by; Spark does not read files of such names.
   */
  private static final String MARK = "_kan";

  private final FileSystem files;
  private final Path target;
  private final Path staging;
  private final String key;
  private final String path;
  private final boolean overwrite;
  private boolean committed;

  private OutputFolder(
      FileSystem files, Path target, Path staging, String key, String path, boolean overwrite) {
    this.files = files;
    this.target = target;
    this.staging = staging;
    this.key = key;
    this.path = path;
    this.overwrite = overwrite;
  }

  /**
   * Checks that the folder may be written, before any work is done for it.
   *
   * @param key what messages call the setting, for example {@code output.path}
   * @param path the folder
   * @param overwrite whether an earlier result there is replaced
   * @throws UserError if the folder exists and may not be replaced, or cannot be made
   */
  public static OutputFolder prepare(
      String key, String path, boolean overwrite, Configuration hadoop) {
    try {
      Path given = new Path(path);
      FileSystem files = given.getFileSystem(hadoop);
      Path target = files.makeQualified(given);
      if (target.isRoot()) {
        throw new UserError(key + " = " + path + " is not accepted: expected a folder's name");
      }
      if (files.exists(target)) {
        requireReplaceable(files, target, key, path, overwrite);
      }
      Path staging =
          new Path(target.getParent(), "." + target.getName() + ".partial-" + UUID.randomUUID());
      if (!files.mkdirs(staging)) {
        throw new UserError(key + ": cannot make a folder beside " + path);
      }
      // Close does this too, but not where the process is interrupted.
      files.deleteOnExit(staging);
      return new OutputFolder(files, target, staging, key, path, overwrite);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError(key + ": cannot write to " + path + ": " + e.getMessage(), e);
    }
  }

  private static void requireReplaceable(
      FileSystem files, Path target, String key, String path, boolean overwrite)
      throws IOException {
    if (!overwrite) {
      throw new UserError(
          key
              + ": "
              + path
              + " exists already: give another path"
              + (key.startsWith("output.")
                  ? ", or output.overwrite = true to replace it"
                  : ", or --overwrite to replace it"));
    }
    boolean replaceable =
        files.getFileStatus(target).isDirectory()
            && (files.listStatus(target).length == 0
                || files.exists(new Path(target, "metrics.json"))
                || files.exists(new Path(target, MARK))
                || files.exists(new Path(target, "model/metadata")));
    if (!replaceable) {
      throw new UserError(
          key
              + ": "
              + path
              + " is not a result of an earlier run, so it is not overwritten: remove it, or"
              + " give another path");
    }
  }

  /** Returns where an entry of the folder is written until {@link #commit}. */
  public String entry(String name) {
    return new Path(staging, name).toString();
  }

  /** Returns the folder that is filled until {@link #commit}. */
  public String folder() {
    return staging.toString();
  }

  /**
   * Writes a text file into the folder.
   *
   * @throws IOException if the file system refuses
   */
  public void write(String name, String text) throws IOException {
    // The checksum files of Hadoop's local file system would lie beside what people open.
    FileSystem plain = files instanceof LocalFileSystem local ? local.getRaw() : files;
    try (FSDataOutputStream out = plain.create(new Path(staging, name))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Marks a folder without model or metrics as a result, which a later run may replace.
   *
   * @throws IOException if the file system refuses
   */
  public void mark() throws IOException {
    write(MARK, "");
  }

  /**
   * Moves the folder to its final place.
   *
   * @throws IOException if the file system refuses; an earlier result is then back where it was
   * @throws UserError if a folder has come to be there meanwhile that may not be replaced
   */
  public void commit() throws IOException {
    Path old = new Path(target.getParent(), "." + target.getName() + ".old-" + UUID.randomUUID());
    boolean replacing = files.exists(target);
    if (replacing) {
      requireReplaceable(files, target, key, path, overwrite);
      move(target, old);
    }
    try {
      move(staging, target);
      committed = true;
    } finally {
      if (replacing && !committed) {
        move(old, target);
      }
    }
    if (replacing) {
      files.delete(old, true);
    }
  }

  private void move(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  /** Removes what was written, unless it was moved to its final place. */
  @Override
  public void close() {
    if (!committed) {
      try {
        files.delete(staging, true);
      } catch (IOException e) {
        System.getLogger(OutputFolder.class.getName())
            .log(System.Logger.Level.WARNING, "cannot remove {0}: {1}", staging, e.getMessage());
      }
    }
  }
}
