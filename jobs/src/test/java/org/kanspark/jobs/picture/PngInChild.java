package org.kanspark.jobs.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Renders one file, in a JVM of its own. */
final class PngInChild {
  private PngInChild() {}

  public static void main(String[] args) throws IOException {
    Files.write(Path.of(args[1]), Png.of(Files.readString(Path.of(args[0])), 1));
  }
}
