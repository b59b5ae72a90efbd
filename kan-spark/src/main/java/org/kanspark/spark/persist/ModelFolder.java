package org.kanspark.spark.persist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.interpret.LayerStatistics;

/** Reads and writes the data files of a model. */
final class ModelFolder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String STRUCTURE = "data/structure.json";
  private static final String PARAMETERS = "data/parameters.bin";
  private static final String EDGES = "data/edges.json";

  private final StageFolder folder;

  ModelFolder(StageFolder folder) {
    this.folder = folder;
  }

  void write(ModelContent content) throws IOException {
    folder.write(
        STRUCTURE,
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(StructureJson.write(content)));
    EdgeStatistics statistics = content.edges();
    if (statistics != null) {
      folder.write(EDGES, JSON.writeValueAsBytes(statistics.layers()));
    }
    double[] parameters = content.model().parameters();
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * parameters.length);
    bytes.asDoubleBuffer().put(parameters);
    folder.write(PARAMETERS, bytes.array());
  }

  ModelContent read() throws IOException {
    if (!folder.has(STRUCTURE)) {
      throw new IllegalArgumentException(
          "there is no KAN model at " + folder.path() + ": it has no file " + STRUCTURE);
    }
    JsonNode json;
    try {
      json = folder.readJson(STRUCTURE);
    } catch (IllegalArgumentException e) {
      throw broken(e.getMessage(), e);
    }
    FormatVersion.require(json, "the KAN model at " + folder.path());
    double[] values = readParameters(json.path("parameters").asInt(-1));
    try {
      return StructureJson.read(json, values, readEdges());
    } catch (IllegalArgumentException e) {
      throw broken(STRUCTURE + ": " + e.getMessage(), e);
    }
  }

  /** Models saved before edges had statistics have none. */
  private @Nullable EdgeStatistics readEdges() throws IOException {
    if (!folder.has(EDGES)) {
      return null;
    }
    try {
      return new EdgeStatistics(
          List.of(JSON.readValue(folder.read(EDGES), LayerStatistics[].class)));
    } catch (JsonProcessingException e) {
      throw broken(EDGES + " is cut short or damaged", e);
    } catch (IllegalArgumentException e) {
      throw broken(e.getMessage(), e);
    }
  }

  private double[] readParameters(int count) throws IOException {
    long expected = (long) Double.BYTES * count;
    byte[] bytes = folder.has(PARAMETERS) ? undamaged(PARAMETERS) : null;
    if (bytes == null || bytes.length != expected) {
      String found = bytes == null ? "is missing" : "has " + bytes.length + " bytes";
      throw broken(PARAMETERS + " " + found + ", expected are " + expected + " bytes", null);
    }
    double[] values = new double[count];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
    return values;
  }

  private byte[] undamaged(String file) throws IOException {
    try {
      return folder.read(file);
    } catch (IllegalArgumentException e) {
      throw broken(e.getMessage(), e);
    }
  }

  private IllegalArgumentException broken(@Nullable String what, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "the KAN model at " + folder.path() + " is broken: " + what, cause);
  }
}
