package org.kanspark.spark.param;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.train.Refinement;
import org.kanspark.kernel.train.TrainingSettings;
import org.kanspark.spark.block.HandleInvalid;
import scala.Option;

/**
 * Holds the parameters of one stage: name, description, accepted values and default of each in one
 * statement. Estimators and models own one set each; {@link KANParams} publishes it.
 *
 * <p>Parameters that MLlib knows (maxIter, tol, seed, ...) are made here too and not by MLlib's
 * trait initialisers, so that their descriptions and defaults are those of a KAN.
 */
public final class KANParamSet implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int MAX_GRID = Refinement.MOST_INTERVALS;

  final IntArrayParam hiddenLayers;
  final IntArrayParam multiplicationNodes;
  final IntParam gridSize;
  final IntParam splineDegree;
  final DoubleParam gridEps;
  final Param<String> baseFunction;
  final Param<String> extrapolation;
  final DoubleArrayParam gridRange;
  final BooleanParam updateGrid;
  final IntArrayParam refineSchedule;

  final Param<String> solver;
  final IntParam gaussNewtonMaxParameters;
  final IntParam maxIter;
  final DoubleParam tol;
  final DoubleParam regParam;
  final DoubleParam l1Weight;
  final DoubleParam entropyWeight;
  final DoubleParam smoothnessWeight;
  final DoubleParam shrinkage;
  final LongParam seed;

  final Param<String> weightCol;
  final Param<String> handleInvalid;
  final Param<String> contributionsCol;
  final Param<String> validationIndicatorCol;
  final DoubleParam validationFraction;
  final IntParam validationPatience;
  final Param<String> warmStart;
  final IntParam aggregationDepth;
  final DoubleParam maxBlockSizeInMB;
  final BooleanParam deterministic;
  final DoubleParam localMaxMB;

  final Param<String> checkpointDir;
  final IntParam checkpointInterval;

  private final Params owner;

  /** Makes the parameters of a stage of regression; its uid must be known already. */
  public static KANParamSet ofRegression(Params owner) {
    return new KANParamSet(owner, 5, 0.0, 0.0);
  }

  /** Makes the parameters of a stage of classification; its uid must be known already. */
  public static KANParamSet ofClassification(Params owner) {
    return new KANParamSet(owner, 32, 1.0, 0.1);
  }

  private KANParamSet(
      Params owner, int hiddenWidth, double standardShrinkage, double standardFraction) {
    this.owner = owner;
    hiddenLayers =
        intArray(
            "hiddenLayers",
            "Number of nodes of each hidden layer; empty: one layer of edges, an additive model.",
            Accepts.when(
                "hiddenLayers",
                "whole numbers >= 1, or none",
                widths -> Arrays.stream(widths).allMatch(width -> width >= 1)),
            hiddenWidth);
    multiplicationNodes =
        intArray(
            "multiplicationNodes",
            "How many of the nodes of each hidden layer are products of two sums; empty: none.",
            Accepts.when(
                "multiplicationNodes",
                "whole numbers >= 0, one a hidden layer, or none",
                counts -> Arrays.stream(counts).allMatch(count -> count >= 0)));
    gridSize =
        whole(
            "gridSize",
            "Number of grid intervals of a spline; features of few values have fewer,"
                + " amounts that most rows have none of up to four times as many.",
            1,
            MAX_GRID,
            5);
    splineDegree = whole("splineDegree", "Degree of the splines.", 0, Knots.MAX_DEGREE, 3);
    gridEps =
        number(
            "gridEps",
            "How knots are placed: 1 = evenly, 0 = at quantiles, between = a mix,"
                + " -1 = chosen for every input.",
            Accepts.when(
                "gridEps",
                "a number from 0 to 1, or -1",
                eps -> (double) eps == -1 || ((double) eps >= 0 && (double) eps <= 1)),
            -1.0);
    baseFunction =
        word(
            "baseFunction",
            "Function added to the spline of every edge.",
            Arrays.stream(BaseFunction.values()).map(BaseFunction::label).toList(),
            BaseFunction.SILU.label());
    extrapolation =
        word(
            "extrapolation",
            "How splines continue outside their grid.",
            Arrays.stream(Extrapolation.values()).map(Extrapolation::label).toList(),
            Extrapolation.LINEAR.label());
    gridRange =
        doubleArray(
            "gridRange",
            "Lowest and highest feature value on the grid; empty: taken from the data.",
            Accepts.when(
                "gridRange",
                "two finite numbers, the lower first, or none",
                range ->
                    range.length == 0
                        || (range.length == 2
                            && range[0] < range[1]
                            && Double.isFinite(range[1] - range[0]))));
    updateGrid = flag("updateGrid", "Whether training moves grids to where the data is.", true);
    refineSchedule =
        intArray(
            "refineSchedule",
            "Grid sizes to train at one after the other; empty: gridSize alone.",
            Accepts.when(
                "refineSchedule",
                "increasing whole numbers from 1 to " + MAX_GRID + ", or none",
                KANParamSet::isSchedule));
    solver = word("solver", "Optimiser; auto picks one.", TrainingSettings.SOLVERS, "auto");
    gaussNewtonMaxParameters =
        whole(
            "gaussNewtonMaxParameters",
            "Largest number of network parameters for which solver gauss-newton is used.",
            1,
            20_000,
            3000);
    maxIter =
        whole(
            "maxIter",
            "Number of accepted optimisation steps, for each grid; 0 returns the initialised model.",
            0,
            Integer.MAX_VALUE,
            100);
    tol =
        number(
            "tol",
            "Relative improvement of a step below which training stops; gauss-newton stops as well"
                + " where five steps lower the objective by less than 15 %.",
            Accepts.notNegative("tol"),
            1e-9);
    regParam =
        number(
            "regParam",
            "Weight of regularisation as a whole; 0 = none.",
            Accepts.notNegative("regParam"),
            0.0);
    l1Weight =
        number(
            "l1Weight",
            "Weight of the sum of all edges' activity in the regularisation.",
            Accepts.notNegative("l1Weight"),
            1.0);
    entropyWeight =
        number(
            "entropyWeight",
            "Weight of the entropies of edges at a node, small where few matter, in the"
                + " regularisation.",
            Accepts.notNegative("entropyWeight"),
            2.0);
    smoothnessWeight =
        number(
            "smoothnessWeight",
            "Weight of squared divided differences of coefficients, 0 on polynomials, in the"
                + " regularisation.",
            Accepts.notNegative("smoothnessWeight"),
            0.0);
    shrinkage =
        number(
            "shrinkage",
            "Weight of the prior that draws coefficients towards 0, the less the more rows there"
                + " are; 0 = none.",
            Accepts.notNegative("shrinkage"),
            standardShrinkage);
    seed = wholeLong("seed", "Seed of the initial parameters and of the row sample.", 0L);
    weightCol = new Param<>(owner, "weightCol", "Column of row weights; not set: all weights 1.");
    handleInvalid =
        word(
            "handleInvalid",
            "What becomes of rows with missing features (null or NaN): error, left out (skip), or a"
                + " learned value of its own for every edge of the feature (keep).",
            HandleInvalid.labels(),
            "error");
    contributionsCol =
        new Param<>(
            owner,
            "contributionsCol",
            "Column of what each feature adds to a prediction; not set: none.");
    validationIndicatorCol =
        new Param<>(
            owner,
            "validationIndicatorCol",
            "Boolean column, true for rows held back to stop training by; not set:"
                + " validationFraction decides.");
    validationFraction =
        number(
            "validationFraction",
            "Share of the rows held back to stop training by, where no column says which; 0 = none."
                + " The default applies from 2000 different rows on.",
            Accepts.when(
                "validationFraction",
                "a number >= 0 and < 1",
                share -> (double) share >= 0 && (double) share < 1),
            standardFraction);
    validationPatience =
        whole(
            "validationPatience",
            "Number of accepted steps without a lower loss on the rows held back after which"
                + " training stops; the best step's parameters are kept.",
            1,
            Integer.MAX_VALUE,
            10);
    warmStart =
        word(
            "warmStart",
            "What comes between a random start and the solver: local = steps over few rows each, on"
                + " the driver's sample, then on every partition by itself, whose models are"
                + " averaged; none = what the solver does itself.",
            List.of("none", "local"),
            "none");
    aggregationDepth =
        whole(
            "aggregationDepth",
            "Number of levels on which partial results of partitions are merged.",
            1,
            Integer.MAX_VALUE,
            2);
    maxBlockSizeInMB =
        number(
            "maxBlockSizeInMB",
            "Memory of a block of rows in MB; 0 = 1 MB.",
            Accepts.notNegative("maxBlockSizeInMB"),
            0.0);
    deterministic =
        flag(
            "deterministic",
            "Whether partial results are merged in the order of partitions, which gives the same"
                + " model whatever the number of executors.",
            true);
    localMaxMB =
        number(
            "localMaxMB",
            "Rows up to this many MB are trained on in the driver, without a Spark job per pass;"
                + " 0 = never.",
            Accepts.notNegative("localMaxMB"),
            32.0);
    checkpointDir =
        new Param<>(
            owner,
            "checkpointDir",
            "Folder where fits save what they need to go on after the driver was killed; not set:"
                + " they do not.");
    checkpointInterval =
        new IntParam(
            owner,
            "checkpointInterval",
            "Number of accepted steps after which a fit saves to checkpointDir; -1: never.",
            Accepts.when(
                "checkpointInterval",
                "a whole number >= 1, or -1",
                steps -> (int) steps >= 1 || (int) steps == -1));
    owner.setDefault(checkpointInterval, 10);
  }

  /**
   * Makes the parameter of the model training begins at. It is the estimator's alone: a model does
   * not carry the one before it.
   */
  public static <M> Param<M> initialModel(Params owner, Class<M> type) {
    String article = "a " + type.getSimpleName();
    return new Param<>(
        owner,
        "initialModel",
        "Model to continue from; its shape, live edges, knots, input map and label scaling stay.",
        Accepts.when("initialModel", article, type::isInstance));
  }

  private static boolean isSchedule(int[] grids) {
    for (int s = 0; s < grids.length; s++) {
      int least = s == 0 ? 1 : grids[s - 1] + 1;
      if (grids[s] < least || grids[s] > MAX_GRID) {
        return false;
      }
    }
    return true;
  }

  /** Describes a parameter and its value, arrays element by element. */
  public static String explain(Params owner, Param<?> param) {
    StringBuilder text = new StringBuilder(param.name()).append(": ").append(param.doc());
    Option<?> standard = owner.getDefault(param);
    Option<?> current = owner.get(param);
    if (standard.isEmpty() && current.isEmpty()) {
      return text.append(" (undefined)").toString();
    }
    text.append(" (");
    if (standard.isDefined()) {
      text.append("default: ").append(Accepts.show(standard.get()));
    }
    if (current.isDefined()) {
      text.append(standard.isDefined() ? ", " : "");
      text.append("current: ").append(Accepts.show(current.get()));
    }
    return text.append(')').toString();
  }

  /** Writes the value of a parameter as a person would. */
  public static String show(Object value) {
    return Accepts.show(value);
  }

  private IntParam whole(String name, String doc, int least, int most, int standard) {
    IntParam param = new IntParam(owner, name, doc, Accepts.wholeNumber(name, least, most));
    owner.setDefault(param, standard);
    return param;
  }

  private LongParam wholeLong(String name, String doc, long standard) {
    LongParam param = new LongParam(owner, name, doc);
    owner.setDefault(param, standard);
    return param;
  }

  private DoubleParam number(String name, String doc, Accepts<Object> accepts, double standard) {
    DoubleParam param = new DoubleParam(owner, name, doc, accepts);
    owner.setDefault(param, standard);
    return param;
  }

  private BooleanParam flag(String name, String doc, boolean standard) {
    BooleanParam param = new BooleanParam(owner, name, doc);
    owner.setDefault(param, standard);
    return param;
  }

  private Param<String> word(String name, String doc, List<String> words, String standard) {
    String fullDoc = doc + " Accepted: " + String.join(", ", words) + ".";
    Param<String> param = new Param<>(owner, name, fullDoc, Accepts.oneOf(name, words));
    owner.setDefault(param, standard);
    return param;
  }

  private IntArrayParam intArray(String name, String doc, Accepts<int[]> accepts, int... standard) {
    IntArrayParam param = new IntArrayParam(owner, name, doc, accepts);
    owner.setDefault(param, standard);
    return param;
  }

  private DoubleArrayParam doubleArray(
      String name, String doc, Accepts<double[]> accepts, double... standard) {
    DoubleArrayParam param = new DoubleArrayParam(owner, name, doc, accepts);
    owner.setDefault(param, standard);
    return param;
  }
}
