package org.kanspark.spark.persist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.model.Link;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.symbolic.SymbolicLibrary;

/** Translates a model without its parameters to JSON and back; every double survives exactly. */
final class StructureJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private StructureJson() {}

  static ObjectNode write(ModelContent content) {
    KanModel model = content.model();
    KanNetwork network = model.network();
    ObjectNode json = NODES.objectNode();
    json.put(
        FormatVersion.FIELD,
        network.mayMiss() ? FormatVersion.CURRENT : FormatVersion.WITHOUT_MISSING);
    ArrayNode features = json.putArray("features");
    content.features().forEach(features::add);
    json.put("label", content.label());
    json.put("loss", content.loss());
    json.put("link", model.link().label());
    ArrayNode classes = json.putArray("classes");
    content.classes().forEach(classes::add);
    json.put("parameters", network.parameterCount());
    json.put("degree", network.degree());
    json.put("baseFunction", network.baseFunction().label());
    json.put("extrapolation", network.extrapolation().label());
    ObjectNode input = json.putObject("input");
    input.set("shift", numbers(model.featureMap().shift()));
    input.set("scale", numbers(model.featureMap().scale()));
    ObjectNode output = json.putObject("output");
    output.set("shift", oneOrMore(model.labelScale().shifts()));
    output.set("scale", oneOrMore(model.labelScale().scales()));
    ArrayNode layers = json.putArray("layers");
    for (int l = 0; l < network.depth(); l++) {
      layers.add(write(network.layer(l)));
    }
    return json;
  }

  private static ObjectNode write(KanLayer layer) {
    ObjectNode json = NODES.objectNode();
    json.put("sumNodes", layer.sumNodes());
    json.put("productNodes", layer.productNodes());
    ArrayNode dead = json.putArray("dead");
    for (int i = 0; i < layer.inputs(); i++) {
      for (int j = 0; j < layer.sums(); j++) {
        if (!layer.isLive(i, j)) {
          dead.add(i * layer.sums() + j);
        }
      }
    }
    ArrayNode symbolic = json.putArray("symbolic");
    for (SymbolicEdge edge : layer.symbolicEdges()) {
      ObjectNode node = symbolic.addObject();
      node.put("in", edge.input());
      node.put("out", edge.sum());
      node.put("name", edge.function().name());
    }
    ArrayNode inputs = json.putArray("inputs");
    for (InputSpline input : layer.inputSplines()) {
      ObjectNode node = inputs.addObject();
      node.put("kind", input.kind().name());
      node.set("knots", numbers(input.knots().toArray()));
      if (input.missing()) {
        node.put("missing", true);
      }
    }
    return json;
  }

  private static ArrayNode numbers(double[] values) {
    ArrayNode array = NODES.arrayNode(values.length);
    for (double value : values) {
      array.add(value);
    }
    return array;
  }

  static ModelContent read(JsonNode json, double[] parameters, @Nullable EdgeStatistics edges) {
    int degree = field(json, "degree").asInt();
    List<KanLayer> layers = new ArrayList<>();
    for (JsonNode layer : field(json, "layers")) {
      layers.add(readLayer(layer, degree));
    }
    KanNetwork network =
        new KanNetwork(
            degree,
            BaseFunction.parse(field(json, "baseFunction").asText()),
            Extrapolation.parse(field(json, "extrapolation").asText()),
            layers);
    JsonNode input = field(json, "input");
    JsonNode output = field(json, "output");
    KanModel model =
        new KanModel(
            network,
            parameters,
            new FeatureMap(doubles(field(input, "shift")), doubles(field(input, "scale"))),
            new LabelScale(oneOrMore(field(output, "shift")), oneOrMore(field(output, "scale"))),
            Link.parse(json.path("link").asText(Link.IDENTITY.label())));
    // Models saved before there were other losses and tasks have neither loss, link nor classes.
    return new ModelContent(
        model,
        texts(field(json, "features")),
        json.path("label").asText("label"),
        json.path("loss").asText("squared"),
        texts(json.path("classes")),
        edges);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return List.copyOf(texts);
  }

  private static KanLayer readLayer(JsonNode json, int degree) {
    List<InputSpline> inputs = new ArrayList<>();
    for (JsonNode input : field(json, "inputs")) {
      inputs.add(
          new InputSpline(
              InputSpline.Kind.valueOf(field(input, "kind").asText()),
              Knots.fromExtended(degree, doubles(field(input, "knots"))),
              input.path("missing").asBoolean(false)));
    }
    KanLayer layer =
        KanLayer.of(inputs, field(json, "sumNodes").asInt(), field(json, "productNodes").asInt());
    boolean[] live = new boolean[layer.inputs() * layer.sums()];
    Arrays.fill(live, true);
    field(json, "dead").forEach(edge -> live[edge.asInt()] = false);
    List<SymbolicEdge> symbolic = new ArrayList<>();
    // Models saved before edges could be symbolic have no such field.
    for (JsonNode edge : json.path("symbolic")) {
      symbolic.add(
          new SymbolicEdge(
              field(edge, "in").asInt(),
              field(edge, "out").asInt(),
              SymbolicLibrary.standard().get(field(edge, "name").asText())));
    }
    return layer.withLive(live).withSymbolic(symbolic);
  }

  /** Writes what all outputs have in common as one number: there was no other way once. */
  private static JsonNode oneOrMore(double[] values) {
    return values.length == 1 ? NODES.numberNode(values[0]) : numbers(values);
  }

  private static double[] oneOrMore(JsonNode json) {
    return json.isArray() ? doubles(json) : new double[] {json.asDouble()};
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }

  private static JsonNode field(JsonNode json, String name) {
    JsonNode value = json.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no field " + name);
    }
    return value;
  }
}
