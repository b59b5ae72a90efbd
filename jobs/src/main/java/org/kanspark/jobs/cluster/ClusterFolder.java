package org.kanspark.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kanspark.jobs.error.UserError;

/**
 * Remembers, in a folder, what runs: {@code master} holds the URL, {@code processes} a line for
 * each process, {@code logs} and {@code work} what they write.
 */
public final class ClusterFolder {
  private final Path folder;

  /** Makes the folder's view; nothing is created. */
  public ClusterFolder(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  Path logs() {
    return folder.resolve("logs");
  }

  Path work() {
    return folder.resolve("work");
  }

  /** Returns a folder of the layout that Spark's scripts call SPARK_HOME, with these jars. */
  Path sparkHome(Path jars) throws IOException {
    Path home = Files.createDirectories(folder.resolve("spark"));
    Path link = home.resolve("jars");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, jars.toAbsolutePath());
    return home;
  }

  /**
   * Creates the folders.
   *
   * @throws UserError if they cannot be written
   */
  void create() {
    try {
      Files.createDirectories(logs());
      Files.createDirectories(work());
    } catch (IOException e) {
      throw new UserError("cannot write to the folder of the cluster, " + folder, e);
    }
  }

  void remember(String master, List<ClusterProcess> processes) throws IOException {
    Files.write(processesFile(), processes.stream().map(ClusterProcess::toString).toList());
    Files.writeString(masterFile(), master);
  }

  /** Returns the URL that {@link #remember} was told. */
  String master() throws IOException {
    return Files.readString(masterFile());
  }

  /** Returns what still runs of the remembered processes, in the order they were started. */
  public List<ProcessHandle> running() throws IOException {
    List<ProcessHandle> running = new ArrayList<>();
    if (Files.exists(processesFile())) {
      for (String line : Files.readAllLines(processesFile())) {
        ClusterProcess.parse(line).running().ifPresent(running::add);
      }
    }
    return running;
  }

  void forget() throws IOException {
    Files.deleteIfExists(processesFile());
    Files.deleteIfExists(masterFile());
  }

  private Path processesFile() {
    return folder.resolve("processes");
  }

  private Path masterFile() {
    return folder.resolve("master");
  }
}
