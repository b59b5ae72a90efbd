package org.kanspark.spark.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.kanspark.kernel.export.RawColumn;
import org.kanspark.kernel.export.RawColumns;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;

/**
 * Writes a model as JSON of format {@code kanspark/1}, which holds all that is needed to evaluate
 * it elsewhere.
 *
 * <p>A number is written with up to 17 significant digits, rounded from its exact value: it reads
 * back as the same double, and its text is the same on every JVM ({@code Double.toString} changed
 * in JDK 19).
 */
public final class JsonExport {
  private static final MathContext DIGITS = new MathContext(17);

  private final KanModel model;
  private final List<String> features;
  private final RawColumns columns;
  private final String loss;
  private final List<String> classes;
  private final KanNetwork network;
  private final double[] parameters;

  /**
   * Makes an export.
   *
   * @param model the model
   * @param features name of each feature
   * @param columns raw columns they are made of
   * @param loss name of the loss it was trained with
   * @param classes name of each class, none where the label is a number
   */
  public JsonExport(
      KanModel model,
      List<String> features,
      RawColumns columns,
      String loss,
      List<String> classes) {
    this.model = model;
    this.features = List.copyOf(features);
    this.columns = columns;
    this.loss = loss;
    this.classes = List.copyOf(classes);
    this.network = model.network();
    this.parameters = model.parameters();
  }

  /** Returns the whole text. */
  public String text() {
    StringWriter text = new StringWriter();
    try {
      write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Writes the text piece by piece; the writer stays open. */
  public void write(Writer writer) throws IOException {
    JsonFactory factory = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    try (JsonGenerator json = factory.createGenerator(writer)) {
      json.writeStartObject();
      json.writeStringField("format", "kanspark/1");
      json.writeStringField("task", model.classes() == 0 ? "regression" : "classification");
      json.writeStringField("loss", loss);
      json.writeStringField("link", model.link().label());
      json.writeArrayFieldStart("classes");
      for (String name : model.link().isOfClasses() ? classes : List.<String>of()) {
        json.writeString(name);
      }
      json.writeEndArray();
      writeEncoding(json);
      json.writeFieldName("layers");
      json.writeArray(network.widths(), 0, network.depth() + 1);
      json.writeNumberField("degree", network.degree());
      json.writeStringField("baseFunction", network.baseFunction().label());
      json.writeStringField("extrapolation", network.extrapolation().label());
      writeMaps(json);
      json.writeArrayFieldStart("layer");
      for (int l = 0; l < network.depth(); l++) {
        writeLayer(json, l);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private void writeEncoding(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("encoding");
    for (RawColumn column : columns.columns()) {
      json.writeStartObject();
      json.writeStringField("column", column.name());
      json.writeStringField("kind", column.isCategorical() ? "onehot" : "numeric");
      json.writeArrayFieldStart("levels");
      for (String level : column.levels()) {
        json.writeString(level);
      }
      json.writeEndArray();
      json.writeFieldName("inputs");
      int first = column.firstInput();
      json.writeArray(
          IntStream.range(first, first + column.inputs()).toArray(), 0, column.inputs());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeMaps(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("input");
    json.writeArrayFieldStart("names");
    for (String name : features) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeFieldName("shift");
    writeNumbers(json, model.featureMap().shift());
    json.writeFieldName("scale");
    writeNumbers(json, model.featureMap().scale());
    json.writeEndObject();
    json.writeObjectFieldStart("output");
    json.writeFieldName("shift");
    writeNumbers(json, ofEachOutput(model.labelScale()::shift));
    json.writeFieldName("scale");
    writeNumbers(json, ofEachOutput(model.labelScale()::scale));
    json.writeEndObject();
  }

  private double[] ofEachOutput(IntToDoubleFunction number) {
    return IntStream.range(0, network.outputs()).mapToDouble(number).toArray();
  }

  private void writeLayer(JsonGenerator json, int l) throws IOException {
    KanLayer layer = network.layer(l);
    json.writeStartObject();
    json.writeNumberField("sum", layer.sumNodes());
    json.writeNumberField("multiply", layer.productNodes());
    json.writeArrayFieldStart("knots");
    for (int i = 0; i < layer.inputs(); i++) {
      writeNumbers(json, layer.input(i).knots().toArray());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("coefficients");
    for (int i = 0; i < layer.inputs(); i++) {
      json.writeStartArray();
      for (int j = 0; j < layer.sums(); j++) {
        writeNumbers(json, network.coefficients(parameters, l, i, j));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    writeBaseAndLive(json, l);
    if (l == 0 && network.mayMiss()) {
      writeMissing(json);
    }
    writeSymbolic(json, l);
    json.writeEndObject();
  }

  private void writeSymbolic(JsonGenerator json, int l) throws IOException {
    json.writeArrayFieldStart("symbolic");
    int at = network.symbolicOffset(l);
    for (SymbolicEdge edge : network.layer(l).symbolicEdges()) {
      json.writeStartObject();
      json.writeNumberField("in", edge.input());
      json.writeNumberField("out", edge.sum());
      json.writeStringField("name", edge.function().name());
      for (String number : List.of("a", "b", "c", "d")) {
        json.writeFieldName(number);
        json.writeNumber(number(parameters[at++]));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeBaseAndLive(JsonGenerator json, int l) throws IOException {
    KanLayer layer = network.layer(l);
    json.writeArrayFieldStart("base");
    for (int i = 0; i < layer.inputs(); i++) {
      double[] weights = new double[layer.sums()];
      for (int j = 0; j < weights.length; j++) {
        weights[j] = network.baseWeight(parameters, l, i, j);
      }
      writeNumbers(json, weights);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("live");
    for (int i = 0; i < layer.inputs(); i++) {
      json.writeStartArray();
      for (int j = 0; j < layer.sums(); j++) {
        json.writeBoolean(layer.isLive(i, j));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void writeMissing(JsonGenerator json) throws IOException {
    KanLayer layer = network.layer(0);
    json.writeArrayFieldStart("missing");
    for (int i = 0; i < layer.inputs(); i++) {
      double[] values = new double[layer.sums()];
      for (int j = 0; j < values.length; j++) {
        values[j] = network.missingValue(parameters, 0, i, j);
      }
      writeNumbers(json, values);
    }
    json.writeEndArray();
  }

  private static void writeNumbers(JsonGenerator json, double... values) throws IOException {
    json.writeStartArray();
    for (double value : values) {
      json.writeNumber(number(value));
    }
    json.writeEndArray();
  }

  /** Writes a finite double with up to 17 significant digits. */
  static String number(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toString();
  }
}
