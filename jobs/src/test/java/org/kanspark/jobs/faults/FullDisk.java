package org.kanspark.jobs.faults;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/** Is a file system beside the default one that has no room for checkpoints. */
public final class FullDisk extends RawLocalFileSystem {
  private static final String SCHEME = "fulldisk";

  static void register(Configuration configuration) {
    configuration.set("fs." + SCHEME + ".impl", FullDisk.class.getName());
  }

  static String address(java.nio.file.Path path) {
    return SCHEME + "://" + path;
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FSDataOutputStream create(
      Path file, boolean overwrite, int buffer, short copies, long block, Progressable progress)
      throws IOException {
    FSDataOutputStream out = super.create(file, overwrite, buffer, copies, block, progress);
    return file.getName().contains(".checkpoint")
        ? new FSDataOutputStream(new NoRoom(out), null)
        : out;
  }

  private static final class NoRoom extends FilterOutputStream {
    NoRoom(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
