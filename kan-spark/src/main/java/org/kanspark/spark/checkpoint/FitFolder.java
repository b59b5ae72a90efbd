package org.kanspark.spark.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the files of one fit: {@code identity.txt}, and checkpoints named by their step.
 *
 * @param files the file system
 * @param path the folder
 */
record FitFolder(FileSystem files, Path path) {
  private static final String IDENTITY = "identity.txt";
  private static final String PREFIX = "step-";
  private static final String SUFFIX = ".checkpoint";
  private static final int KEPT = 2;

  void create(FitIdentity fit) throws IOException {
    files.mkdirs(path);
    write(new Path(path, IDENTITY), fit.text().getBytes(UTF_8));
  }

  /** Writes a checkpoint, and removes those that are too many. */
  void write(int step, byte[] content) throws IOException {
    write(new Path(path, PREFIX + "%09d".formatted(step) + SUFFIX), content);
    List<Path> saved = checkpoints();
    for (Path old : saved.subList(Math.min(KEPT, saved.size()), saved.size())) {
      files.delete(old, false);
    }
  }

  // Writes beside and renames: what has its name is whole.
  private void write(Path target, byte[] content) throws IOException {
    Path beside = new Path(path, "." + target.getName() + ".saving");
    try (var out = files.create(beside, true)) {
      out.write(content);
    }
    files.delete(target, false);
    if (!files.rename(beside, target)) {
      throw new IOException("could not rename " + beside + " to " + target);
    }
  }

  byte[] read(Path file) throws IOException {
    try (var in = files.open(file)) {
      return in.readAllBytes();
    }
  }

  /** Returns the checkpoints, newest first. */
  List<Path> checkpoints() throws IOException {
    List<Path> found = new ArrayList<>();
    for (FileStatus file : files.listStatus(path)) {
      String name = file.getPath().getName();
      if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
        found.add(file.getPath());
      }
    }
    // Numbers in names have leading zeros.
    found.sort(Comparator.comparing(Path::getName).reversed());
    return found;
  }

  /**
   * Returns in what other fits that have checkpoints beside this one differ from it: of the one
   * that differs least. Null if there are none.
   */
  @Nullable List<String> differencesOfNearest(FitIdentity fit) throws IOException {
    List<String> nearest = null;
    for (FileStatus other : files.listStatus(path.getParent())) {
      FitFolder folder = new FitFolder(files, other.getPath());
      Path identity = new Path(other.getPath(), IDENTITY);
      if (!other.getPath().equals(path)
          && files.exists(identity)
          && !folder.checkpoints().isEmpty()) {
        List<String> differences =
            fit.differences(FitIdentity.parse(new String(read(identity), UTF_8)));
        nearest = nearest == null || differences.size() < nearest.size() ? differences : nearest;
      }
    }
    return nearest;
  }

  void delete() throws IOException {
    files.delete(path, true);
  }
}
