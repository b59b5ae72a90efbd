package org.kanspark.kernel.export;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.formula.FormulaPrinter;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.spline.CellTable;

/**
 * Writes a model as one class of Java 17 that needs no library: {@code predict} takes the raw
 * columns by position or by name, or the inputs of the network as an array. It returns a number,
 * with several labels an array of numbers, with classes the name of one; then {@code probabilities}
 * takes the same.
 *
 * <p>Splines become tables of polynomials, written as text because a class holds few constants but
 * long strings; symbolic edges become code.
 */
public final class JavaExport {
  /** A method takes at most 255 words of arguments, a double being two. */
  private static final int MOST_ARGUMENTS = 100;

  private static final Pattern NAME = Pattern.compile("([A-Za-z_]\\w*\\.)*[A-Za-z_]\\w*");

  private final KanModel model;
  private final KanNetwork network;
  private final double[] parameters;
  private final RawColumns columns;
  private final JavaPrediction predicting;

  /**
   * Makes an export of a model that predicts numbers.
   *
   * @param model the model
   * @param columns raw columns it reads
   * @throws IllegalArgumentException if the columns do not fit the model, it predicts classes, or
   *     it has values for missing features
   */
  public JavaExport(KanModel model, RawColumns columns) {
    this(model, columns, Classes.NONE);
  }

  /**
   * Makes an export.
   *
   * @param classes those the model predicts, none for numbers
   * @throws IllegalArgumentException if columns or classes do not fit the model, or it has values
   *     for missing features
   */
  public JavaExport(KanModel model, RawColumns columns, Classes classes) {
    columns.requireInputs(model.inputs());
    classes.requireFor(model);
    MissingFeatures.requireNone(model, "Java");
    this.model = model;
    this.network = model.network();
    this.parameters = model.parameters();
    this.columns = columns;
    this.predicting = new JavaPrediction(model, classes);
  }

  /**
   * Returns the source of the class.
   *
   * @param className its name, with its package if it has one
   * @throws IllegalArgumentException if that is no name of a class, or an edge's function has no
   *     form in Java
   */
  public String source(String className) {
    requireName(className);
    int dot = className.lastIndexOf('.');
    String name = className.substring(dot + 1);
    StringBuilder body = new StringBuilder();
    body.append(typedMethods());
    body.append(predicting.methods(JavaTemplates.BY_NAME.replace("$ENCODE", byName())));
    body.append(JavaTemplates.VALUES_OF_COLUMNS);
    body.append(predicting.ofInputs());
    body.append(JavaTemplates.VALUES.replace("$CALLS", calls()));
    body.append(layers());
    body.append(symbolicMethods());
    body.append(
        JavaTemplates.HELPERS
            .replace("$ORDER", Integer.toString(network.degree() + 1))
            .replace("$REACH", Double.toString(CellTable.REACH))
            .replace("$SHIFT", JavaText.array(model.featureMap().shift()))
            .replace("$SCALE", JavaText.array(model.featureMap().scale())));
    return JavaTemplates.CLASS
        .replace("$PACKAGE", dot < 0 ? "" : "package " + className.substring(0, dot) + ";\n\n")
        .replace("$NAME", name)
        .replace("$WIDTHS", widths())
        .replace("$BODY", body);
  }

  private static void requireName(String className) {
    boolean named = NAME.matcher(className).matches();
    for (String part : className.split("\\.", -1)) {
      named &= FormulaPrinter.javaName(part).equals(part);
    }
    if (!named) {
      throw new IllegalArgumentException(
          "'" + className + "' is no name of a Java class, expected one like com.example.Model");
    }
  }

  private String widths() {
    List<String> widths = new ArrayList<>();
    for (int width : network.widths()) {
      widths.add(Integer.toString(width));
    }
    return String.join(", ", widths);
  }

  /** Writes methods that take a column by argument, if there are not too many. */
  private String typedMethods() {
    if (columns.columns().size() > MOST_ARGUMENTS) {
      return "";
    }
    Set<String> taken = new LinkedHashSet<>();
    List<String> arguments = new ArrayList<>();
    StringBuilder encode = new StringBuilder();
    for (RawColumn column : columns.columns()) {
      String wanted = FormulaPrinter.javaName(column.name());
      String name = wanted.equals("inputs") ? "inputs_" : wanted;
      for (int number = 2; !taken.add(name); number++) {
        name = wanted + "_" + number;
      }
      arguments.add((column.isCategorical() ? "String " : "double ") + name);
      encode.append(encode(column, name));
    }
    return predicting.methods(
        JavaTemplates.TYPED
            .replace("$ARGUMENTS", String.join(", ", arguments))
            .replace("$ENCODE", encode));
  }

  private String byName() {
    StringBuilder encode = new StringBuilder();
    for (RawColumn column : columns.columns()) {
      String kind = column.isCategorical() ? "text" : "number";
      encode.append(encode(column, kind + "(row, " + JavaText.quoted(column.name()) + ")"));
    }
    return encode.toString();
  }

  private static String encode(RawColumn column, String value) {
    StringBuilder lines = new StringBuilder();
    for (int level = 0; level < column.inputs(); level++) {
      String input =
          column.isCategorical()
              ? JavaText.quoted(column.levels().get(level)) + ".equals(" + value + ") ? 1.0 : 0.0"
              : value;
      lines.append("    inputs[%d] = %s;\n".formatted(column.firstInput() + level, input));
    }
    return lines.toString();
  }

  private String calls() {
    StringBuilder calls = new StringBuilder();
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      calls.append(
          "    double[] s%d = splines(LAYER_%d, %d, x%d);\n".formatted(l, l, layer.sums(), l));
      if (!layer.symbolicEdges().isEmpty()) {
        calls.append("    addSymbolic%d(x%d, s%d);\n".formatted(l, l, l));
      }
      calls.append(
          layer.productNodes() == 0
              ? "    double[] x%d = s%d;\n".formatted(l + 1, l)
              : "    double[] x%d = nodes(s%d, %d);\n".formatted(l + 1, l, layer.sumNodes()));
    }
    return calls + predicting.values("x" + network.depth());
  }

  private String layers() {
    StringBuilder text = new StringBuilder();
    for (int l = 0; l < network.depth(); l++) {
      text.append(
          JavaTemplates.LAYER
              .replace("$INDEX", Integer.toString(l))
              .replace("$TABLE", JavaText.blocks(numbers(l))));
    }
    return text.toString();
  }

  /** Returns the table of a layer: see {@link JavaTemplates#VALUES} for its order. */
  private List<Double> numbers(int l) {
    KanLayer layer = network.layer(l);
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < layer.inputs(); i++) {
      EdgePieces pieces = new EdgePieces(network, parameters, l, i);
      numbers.add((double) pieces.cells());
      for (int q = 0; q < pieces.cells(); q++) {
        numbers.add(q == pieces.cells() - 1 ? Double.MAX_VALUE : pieces.rightEnd(q));
      }
      for (int q = 0; q < pieces.cells(); q++) {
        numbers.add(pieces.centre(q));
      }
      for (int q = 0; q < pieces.cells(); q++) {
        numbers.add(pieces.slope(q));
      }
      for (int j = 0; j < layer.sums(); j++) {
        numbers.add(network.baseWeight(parameters, l, i, j));
      }
      for (int q = 0; q < pieces.cells(); q++) {
        for (int d = 0; d < pieces.order(); d++) {
          for (int j = 0; j < layer.sums(); j++) {
            numbers.add(pieces.coefficient(q, d, j));
          }
        }
      }
    }
    return numbers;
  }

  private String symbolicMethods() {
    StringBuilder text = new StringBuilder();
    Set<String> helpers = new LinkedHashSet<>();
    for (int l = 0; l < network.depth(); l++) {
      StringBuilder lines = new StringBuilder();
      int at = network.symbolicOffset(l);
      for (SymbolicEdge edge : network.layer(l).symbolicEdges()) {
        Expression term = SymbolicTerm.of(edge, parameters, at, "x[" + edge.input() + "]");
        helpers.addAll(FormulaPrinter.javaHelpers(term));
        String code = FormulaPrinter.of(Notation.JAVA).withVariables(name -> name).print(term);
        lines.append("    sums[%d] += %s;\n".formatted(edge.sum(), code));
        at += SymbolicEdge.PARAMETERS;
      }
      if (!lines.isEmpty()) {
        text.append(
            JavaTemplates.SYMBOLIC.replace("$INDEX", Integer.toString(l)).replace("$LINES", lines));
      }
    }
    helpers.forEach(helper -> text.append(helper.indent(2)).append('\n'));
    String base =
        switch (network.baseFunction()) {
          case SILU -> "x / (1.0 + Math.exp(-x))";
          case IDENTITY -> "x";
          case NONE -> "0.0";
        };
    return text + JavaTemplates.BASE.replace("$BASE", base);
  }
}
