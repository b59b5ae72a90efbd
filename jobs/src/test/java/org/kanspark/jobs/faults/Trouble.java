package org.kanspark.jobs.faults;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;

/**
 * Lays trouble out in a folder, where tasks that read rows meet it. Tasks are in other processes,
 * and nothing else is shared with them.
 *
 * @param folder all of this
 */
record Trouble(String folder) implements Serializable {
  private static final String KILL = "kill";
  private static final String VICTIM = "victim";
  private static final String SLOW = "slow-";
  private static final long DELAY_MILLIS = 1500;
  private static final long FOREVER_MILLIS = 120_000;

  /** Lets the next reading of a partition fail. */
  void throwIn(int partition) {
    touch("throw-" + partition);
  }

  /** Lets the next task wait for its process to be killed: {@link #killVictimWhenThereIsOne}. */
  void waitForKill() {
    touch(KILL);
  }

  /** Lets every reading on one executor take its time. */
  void delay(String executor) {
    touch(SLOW + executor);
  }

  /** Kills the process whose task waits for that, as soon as there is one; returns at once. */
  void killVictimWhenThereIsOne() {
    CompletableFuture.runAsync(
        () -> {
          Cluster.await(() -> Files.exists(file(VICTIM)));
          ProcessHandle.of(Long.parseLong(read(file(VICTIM)))).orElseThrow().destroyForcibly();
        });
  }

  /** Returns how often partitions were read, since {@link #clear}. */
  int readings() {
    return count("read-");
  }

  /** Returns how much of the trouble nobody has met yet. */
  int unmet() {
    return count("throw-") + count(KILL);
  }

  void clear() {
    for (Path file : files()) {
      delete(file);
    }
  }

  /** Meets what is laid out for this partition and executor. */
  void meet(int partition) throws IOException, InterruptedException {
    Files.createTempFile(Path.of(folder), "read-", ".of-" + partition);
    if (delete(file("throw-" + partition))) {
      throw new IllegalStateException("trouble in partition " + partition);
    }
    if (delete(file(KILL))) {
      Path beside = file(VICTIM + ".part");
      Files.writeString(beside, Long.toString(ProcessHandle.current().pid()));
      Files.move(beside, file(VICTIM), StandardCopyOption.ATOMIC_MOVE);
      Thread.sleep(FOREVER_MILLIS);
    }
    if (Files.exists(file(SLOW + SparkEnv.get().executorId()))) {
      Thread.sleep(DELAY_MILLIS);
    }
  }

  private Path file(String name) {
    return Path.of(folder, name);
  }

  private int count(String prefix) {
    return (int)
        files().stream().filter(f -> f.getFileName().toString().startsWith(prefix)).count();
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void touch(String name) {
    try {
      Files.createFile(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean delete(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
