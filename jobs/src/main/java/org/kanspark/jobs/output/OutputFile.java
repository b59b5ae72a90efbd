package org.kanspark.jobs.output;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.kanspark.jobs.error.UserError;

/** Writes one file whole: beside its place first, then moved there, so that none is ever half. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Writes a file; one that exists is replaced.
   *
   * @param path the file
   * @param content all of it
   * @throws UserError if the path is a folder or cannot be written
   */
  public static void write(String path, byte[] content, Configuration hadoop) {
    try {
      Path given = new Path(path);
      FileSystem files = given.getFileSystem(hadoop);
      // The checksum files of Hadoop's local file system would lie beside what people open.
      FileSystem plain = files instanceof LocalFileSystem local ? local.getRaw() : files;
      Path target = plain.makeQualified(given);
      if (plain.exists(target) && plain.getFileStatus(target).isDirectory()) {
        throw new UserError("--output: " + path + " is a folder, expected the name of a file");
      }
      Path part =
          new Path(target.getParent(), "." + target.getName() + ".partial-" + UUID.randomUUID());
      try {
        try (FSDataOutputStream out = plain.create(part)) {
          out.write(content);
        }
        plain.delete(target, false);
        if (!plain.rename(part, target)) {
          throw new IOException("cannot rename " + part + " to " + target);
        }
      } finally {
        plain.delete(part, false);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError("--output: cannot write " + path + ": " + e.getMessage(), e);
    }
  }
}
