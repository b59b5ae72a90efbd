package org.kanspark.spark.persist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.interpret.LayerStatistics;

/** Reads and writes the data files of a model through Hadoop's file systems. */
final class ModelFolder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileSystem files;
  private final Path folder;
  private final Path structure;
  private final Path parameters;
  private final Path edges;

  ModelFolder(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
    this.structure = new Path(folder, "data/structure.json");
    this.parameters = new Path(folder, "data/parameters.bin");
    this.edges = new Path(folder, "data/edges.json");
  }

  void write(ModelContent content) throws IOException {
    byte[] json =
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(StructureJson.write(content));
    try (var out = files.create(structure, true)) {
      out.write(json);
    }
    EdgeStatistics statistics = content.edges();
    if (statistics != null) {
      try (var out = files.create(edges, true)) {
        out.write(JSON.writeValueAsBytes(statistics.layers()));
      }
    }
    try (var out = new DataOutputStream(new BufferedOutputStream(files.create(parameters, true)))) {
      for (double parameter : content.model().parameters()) {
        out.writeDouble(parameter);
      }
    }
  }

  ModelContent read() throws IOException {
    if (!files.exists(structure)) {
      throw new IllegalArgumentException(
          "there is no KAN model at " + folder + ": it has no file data/structure.json");
    }
    JsonNode json;
    try (InputStream in = files.open(structure)) {
      json = JSON.readTree(in);
    } catch (JsonProcessingException | ChecksumException e) {
      throw broken("data/structure.json is not complete JSON", e);
    }
    if (json.isMissingNode()) {
      throw broken("data/structure.json is empty", null);
    }
    StructureJson.requireReadable(json, folder.toString());
    double[] values = readParameters(json.path("parameters").asInt(-1));
    try {
      return StructureJson.read(json, values, readEdges());
    } catch (IllegalArgumentException e) {
      throw broken("data/structure.json: " + e.getMessage(), e);
    }
  }

  /** Models saved before edges had statistics have none. */
  private @Nullable EdgeStatistics readEdges() throws IOException {
    if (!files.exists(edges)) {
      return null;
    }
    try (InputStream in = files.open(edges)) {
      return new EdgeStatistics(List.of(JSON.readValue(in, LayerStatistics[].class)));
    } catch (JsonProcessingException | ChecksumException e) {
      throw broken("data/edges.json is cut short or damaged", e);
    }
  }

  private double[] readParameters(int count) throws IOException {
    long expected = (long) Double.BYTES * count;
    long actual = files.exists(parameters) ? files.getFileStatus(parameters).getLen() : -1;
    if (actual != expected) {
      String found = actual < 0 ? "is missing" : "has " + actual + " bytes";
      throw broken("data/parameters.bin " + found + ", expected are " + expected + " bytes", null);
    }
    double[] values = new double[count];
    try (var in = new DataInputStream(new BufferedInputStream(files.open(parameters)))) {
      for (int p = 0; p < count; p++) {
        values[p] = in.readDouble();
      }
    } catch (ChecksumException e) {
      throw broken("data/parameters.bin is damaged", e);
    }
    return values;
  }

  private IllegalArgumentException broken(String what, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "the KAN model at " + folder + " is broken: " + what, cause);
  }
}
