package org.kanspark.spark.persist;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reads and writes the folder of a stage where Spark and others expect things: its metadata in
 * {@code metadata/part-00000}, in Spark's local mode in a file {@code metadata}. All of it happens
 * on the driver, without a Spark job, so that a path of the driver's own disk serves on a cluster.
 *
 * @param files the file system
 * @param path the folder, with the scheme of the file system
 */
record StageFolder(FileSystem files, Path path) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METADATA = "metadata";
  private static final String PART = "part-";

  /** Finds the folder at a path, which in Spark's local mode is one of the local disk. */
  static StageFolder at(String path, Configuration configuration) throws IOException {
    Path given = new Path(path);
    FileSystem files =
        isLocalMode() ? FileSystem.getLocal(configuration) : given.getFileSystem(configuration);
    return new StageFolder(files, files.makeQualified(given));
  }

  /**
   * Returns whether Spark is within {@code saveToLocal} or {@code loadFromLocal}, which Spark
   * Connect calls. Stages inside others are told by nothing but this state of the thread, which
   * Spark 3.5 does not have.
   */
  private static boolean isLocalMode() {
    try {
      Class<?> utilities = Class.forName("org.apache.spark.ml.util.ReadWriteUtils$");
      Object module = utilities.getField("MODULE$").get(null);
      Object state = utilities.getMethod("localSavingModeState").invoke(module);
      return state instanceof ThreadLocal<?> local && Boolean.TRUE.equals(local.get());
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  boolean has(String file) throws IOException {
    return files.exists(new Path(path, file));
  }

  /**
   * Returns the content of a file.
   *
   * @throws IllegalArgumentException if the file system knows that it is damaged
   */
  byte[] read(String file) throws IOException {
    try (var in = files.open(new Path(path, file))) {
      return in.readAllBytes();
    } catch (ChecksumException e) {
      throw new IllegalArgumentException(file + " is cut short or damaged", e);
    }
  }

  void write(String file, byte[] content) throws IOException {
    try (var out = files.create(new Path(path, file), true)) {
      out.write(content);
    }
  }

  /** Returns a file of JSON. */
  JsonNode readJson(String file) throws IOException {
    JsonNode json;
    try {
      json = JSON.readTree(read(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is not complete JSON", e);
    }
    if (json.isMissingNode()) {
      throw new IllegalArgumentException(file + " is empty");
    }
    return json;
  }

  void writeMetadata(String json) throws IOException {
    byte[] line = (json + "\n").getBytes(UTF_8);
    if (isLocalMode()) {
      write(METADATA, line);
      return;
    }
    write(METADATA + "/" + PART + "00000", line);
    write(METADATA + "/_SUCCESS", new byte[0]);
  }

  /**
   * Returns the metadata.
   *
   * @throws IllegalArgumentException if there is none
   */
  String readMetadata() throws IOException {
    Path metadata = new Path(path, METADATA);
    List<String> parts = new ArrayList<>();
    if (files.exists(metadata)) {
      for (FileStatus file : files.listStatus(metadata)) {
        String name = file.getPath().getName();
        if (name.equals(METADATA)) {
          parts.add(METADATA);
        } else if (name.startsWith(PART)) {
          parts.add(METADATA + "/" + name);
        }
      }
    }
    Collections.sort(parts);
    for (String part : parts) {
      String text = new String(read(part), UTF_8).strip();
      if (!text.isEmpty()) {
        return text;
      }
    }
    throw new IllegalArgumentException("there is no stage at " + path + ": it has no metadata");
  }
}
