package org.kanspark.spark.checkpoint;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells whether other machines reach a folder. */
final class OwnDisk {
  /** Masters whose driver and executors are all on one machine. */
  private static final Pattern ONE_MACHINE =
      Pattern.compile("local.*|spark://(127\\..*|localhost:.*|\\[::1].*)");

  /** Types of mounted file systems that several machines share. */
  private static final Pattern SHARED =
      Pattern.compile("nfs.*|cifs|smb.*|fuse.*|9p|afs|ceph|lustre|gpfs|glusterfs|beegfs|virtiofs");

  private OwnDisk() {}

  /**
   * Returns what is to be said of a folder for checkpoints that is on a disk of this machine, where
   * the driver may start again on another.
   *
   * @param folder with its scheme; it exists
   */
  static Optional<String> warning(String master, URI folder) throws IOException {
    if (!"file".equals(folder.getScheme()) || ONE_MACHINE.matcher(master).matches()) {
      return Optional.empty();
    }
    String type = Files.getFileStore(Path.of(folder.getPath())).type();
    return SHARED.matcher(type).matches()
        ? Optional.empty()
        : Optional.of(
            ("checkpointDir '%s' is on a disk of this machine (%s): a driver that starts again on"
                    + " another does not find its checkpoints; a folder on HDFS, S3 or NFS is safe")
                .formatted(folder.getPath(), type));
  }
}
