package org.kanspark.spark;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** Is a file system beside the default one, whose disk is full, or rename refused, on demand. */
public final class FaultyFileSystem extends RawLocalFileSystem {
  private static final String FULL = "kantest.full";
  private static final String STUCK = "kantest.stuck";
  private static final int ROOM = 5;

  /** Makes the scheme known, without faults. */
  public static void register() {
    Configuration configuration = TestSpark.session().sparkContext().hadoopConfiguration();
    configuration.set("fs.kantest.impl", FaultyFileSystem.class.getName());
    configuration.setBoolean("fs.kantest.impl.disable.cache", true);
    configuration.unset(FULL);
    configuration.unset(STUCK);
  }

  /** Lets no file be written whose path contains a text: its first bytes fit on the disk. */
  public static void fill(String text) {
    TestSpark.session().sparkContext().hadoopConfiguration().set(FULL, text);
  }

  /** Refuses one rename to a path that ends with a text. */
  public static void refuseOneRename(String text) {
    TestSpark.session().sparkContext().hadoopConfiguration().set(STUCK, text);
  }

  /** Returns the address of a local path. */
  public static String address(java.nio.file.Path path) {
    return "kantest://" + path;
  }

  @Override
  public URI getUri() {
    return URI.create("kantest:///");
  }

  @Override
  public String getScheme() {
    return "kantest";
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    String stuck = getConf().get(STUCK);
    if (stuck != null && to.toString().endsWith(stuck)) {
      getConf().unset(STUCK);
      return false;
    }
    return super.rename(from, to);
  }

  @Override
  public FSDataOutputStream create(
      Path file, boolean overwrite, int buffer, short copies, long block, Progressable progress)
      throws IOException {
    return faulty(file, super.create(file, overwrite, buffer, copies, block, progress));
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short copies,
      long block,
      Progressable progress)
      throws IOException {
    return faulty(file, super.create(file, permission, overwrite, buffer, copies, block, progress));
  }

  private FSDataOutputStream faulty(Path file, FSDataOutputStream out) throws IOException {
    String full = getConf().get(FULL);
    return full == null || !file.toString().contains(full)
        ? out
        : new FSDataOutputStream(new SmallDisk(out), null);
  }

  private static final class SmallDisk extends FilterOutputStream {
    private int room = ROOM;

    SmallDisk(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      if (room == 0) {
        throw new IOException("No space left on device");
      }
      room--;
      out.write(b);
    }
  }
}
