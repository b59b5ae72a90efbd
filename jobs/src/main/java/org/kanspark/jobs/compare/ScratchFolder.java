package org.kanspark.jobs.compare;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.util.MLWritable;

/** Saves models to learn how many bytes they take, and leaves nothing behind. */
final class ScratchFolder {
  private final Path path;
  private final Configuration hadoop;

  ScratchFolder(String path, Configuration hadoop) {
    this.path = new Path(path);
    this.hadoop = hadoop;
  }

  /** Returns the bytes of all files of a saved model. */
  long sizeOf(Transformer model) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    try {
      ((MLWritable) model).write().overwrite().save(path.toString());
      return files.getContentSummary(path).getLength();
    } finally {
      files.delete(path, true);
    }
  }
}
