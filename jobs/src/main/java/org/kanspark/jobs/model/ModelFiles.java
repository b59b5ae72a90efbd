package org.kanspark.jobs.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.error.UserError;

/**
 * Looks at the files of a saved pipeline before MLlib does, whose readers answer a file that is
 * missing or cut short in a parser's words.
 */
final class ModelFiles {
  private static final String OWN_NAMES = "columns.json";
  private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileSystem files;
  private final Path folder;

  private ModelFiles(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  static ModelFiles of(String folder, Configuration hadoop) {
    try {
      Path path = new Path(folder);
      return new ModelFiles(path.getFileSystem(hadoop), path);
    } catch (IOException e) {
      throw new UserError("cannot read the model in " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Checks that every file that MLlib reads is there and complete.
   *
   * @throws UserError naming the first that is not
   */
  void check() {
    JsonNode uids = metadata("metadata").path("paramMap").path("stageUids");
    int digits = Integer.toString(uids.size()).length();
    for (int stage = 0; stage < uids.size(); stage++) {
      // The names that SharedReadWrite.getStagePath of Spark gives.
      String number = String.format("%0" + digits + "d", stage);
      String name = "stages/" + number + "_" + uids.get(stage).asText();
      String type = metadata(name + "/metadata").path("class").asText();
      if (type.startsWith("org.apache.spark.ml.feature.") && type.endsWith("Model")) {
        table(name + "/data");
      }
    }
  }

  /** Reads the one line that MLlib keeps of a stage. */
  private JsonNode metadata(String name) {
    List<Path> parts = parts(name, "part-");
    for (Path part : parts) {
      String text = new String(read(part), StandardCharsets.UTF_8);
      if (!text.isBlank()) {
        return json(relative(part), text);
      }
    }
    throw broken(relative(parts.get(0)), "is empty", null);
  }

  private JsonNode json(String name, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw broken(name, "is cut short or damaged", e);
    }
  }

  /** Parquet files begin and end with a mark, and the end says where the columns lie. */
  private void table(String name) {
    for (Path part : parts(name, "part-")) {
      byte[] bytes = read(part);
      int length = bytes.length;
      boolean complete =
          length > 2 * PARQUET.length
              && Arrays.equals(bytes, 0, PARQUET.length, PARQUET, 0, PARQUET.length)
              && Arrays.equals(bytes, length - PARQUET.length, length, PARQUET, 0, PARQUET.length);
      if (!complete) {
        throw broken(relative(part), length == 0 ? "is empty" : "is cut short or damaged", null);
      }
    }
  }

  private List<Path> parts(String name, String prefix) {
    List<Path> parts = new ArrayList<>();
    try {
      Path parent = new Path(folder, name);
      if (!files.exists(parent)) {
        throw broken(name, "is missing", null);
      }
      for (FileStatus status : files.listStatus(parent)) {
        if (status.getPath().getName().startsWith(prefix)) {
          parts.add(status.getPath());
        }
      }
    } catch (IOException e) {
      throw broken(name, "cannot be read", e);
    }
    if (parts.isEmpty()) {
      throw broken(name + "/" + prefix + "*", "is missing", null);
    }
    parts.sort(null);
    return parts;
  }

  private byte[] read(Path file) {
    try (FSDataInputStream in = files.open(file)) {
      return in.readAllBytes();
    } catch (IOException e) { // Checksums lie beside the files of a local disk.
      throw broken(relative(file), "is cut short or damaged", e);
    }
  }

  private boolean exists(String name) {
    try {
      return files.exists(new Path(folder, name));
    } catch (IOException e) {
      throw broken(name, "cannot be read", e);
    }
  }

  private String relative(Path file) {
    String base = files.makeQualified(folder).toUri().getPath();
    String path = file.toUri().getPath();
    return path.startsWith(base + "/") ? path.substring(base.length() + 1) : path;
  }

  private UserError broken(String name, String what, @Nullable Exception cause) {
    return new UserError(
        "cannot read the model in " + folder + ": its file " + name + " " + what, cause);
  }

  /** Returns what to say where MLlib cannot read files that look complete. */
  UserError unreadable(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      // The words of the KAN's own reader.
      if (cause instanceof IllegalArgumentException && message.contains("KAN model at ")) {
        return new UserError(message, failure);
      }
    }
    return new UserError(
        "cannot read the model in "
            + folder
            + ": a file is damaged, or another version wrote it (-v shows more)",
        failure);
  }

  /** Returns the columns that have another name inside the pipeline, by that name. */
  Map<String, String> ownNames() {
    if (!exists(OWN_NAMES)) {
      return Map.of();
    }
    String text = new String(read(new Path(folder, OWN_NAMES)), StandardCharsets.UTF_8);
    try {
      return JSON.readValue(text, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw broken(OWN_NAMES, text.isEmpty() ? "is empty" : "is cut short or damaged", e);
    }
  }

  /** Writes what {@link #ownNames} returns. */
  void writeOwnNames(Map<String, String> names) throws IOException {
    FileSystem plain = files instanceof LocalFileSystem local ? local.getRaw() : files;
    try (FSDataOutputStream out = plain.create(new Path(folder, OWN_NAMES))) {
      out.write(JSON.writeValueAsBytes(new TreeMap<>(names)));
    }
  }
}
