package org.kanspark.jobs.train;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.FloatParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.sql.SparkSession;
import org.kanspark.jobs.config.Origins;
import org.kanspark.jobs.error.Names;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.model.KanPipeline;
import org.kanspark.spark.interpret.KANModel;

/** Sets the params of an estimator by name, whatever params it has. */
public final class EstimatorParams {
  /** The params of the KAN. */
  static final EstimatorParams KAN = new EstimatorParams("model.params.");

  /** Params that the input section sets. */
  private static final Map<String, String> SET_ELSEWHERE =
      Map.of(
          "featuresCol", "input.features",
          "labelCol", "input.label",
          "weightCol", "input.weight");

  private final String section;

  private EstimatorParams(String section) {
    this.section = section;
  }

  /** Makes the setter of the params that a section of the configuration has. */
  public static EstimatorParams in(String section) {
    return new EstimatorParams(section + ".");
  }

  /**
   * Sets params.
   *
   * @param values values by name, as the configuration has them
   * @throws UserError if there is no such param, or it does not take the value
   */
  public void set(Params estimator, Map<String, ConfigValue> values) {
    Map<String, Param<?>> params = new TreeMap<>();
    for (Param<?> param : estimator.params()) {
      if (!SET_ELSEWHERE.containsKey(param.name())) {
        params.put(param.name(), param);
      }
    }
    values.forEach(
        (name, value) -> {
          Param<?> param = params.get(name);
          if (param == null) {
            throw unknown(name, value, params);
          }
          set(estimator, param, value);
        });
  }

  private UserError unknown(String name, ConfigValue value, Map<String, Param<?>> params) {
    String instead = SET_ELSEWHERE.get(name);
    String hint = Names.suggestion(name, params.keySet());
    return new UserError(
        Origins.of(value)
            + ": "
            + (instead == null
                ? "unknown parameter "
                    + section
                    + name
                    + (hint.isEmpty() ? "." : hint)
                    + " Accepted: "
                    + String.join(", ", params.keySet())
                : section + name + " is set by " + instead));
  }

  private <T> void set(Params estimator, Param<T> param, ConfigValue value) {
    Object typed = typed(param, value);
    try {
      // The type was made to fit the param; Spark offers no check of its own.
      @SuppressWarnings("unchecked")
      T fitting = (T) typed;
      estimator.set(param, fitting);
    } catch (IllegalArgumentException e) {
      throw new UserError(place(param, value) + reason(param, e), e);
    }
  }

  /**
   * Sets the model that training begins at.
   *
   * @throws UserError if it is of another task
   */
  void setModel(Params estimator, Param<?> param, ConfigValue value, KANModel<?> model) {
    try {
      estimator.set(param.name(), model);
    } catch (IllegalArgumentException e) {
      throw new UserError(place(param, value) + reason(param, e), e);
    }
  }

  private String place(Param<?> param, ConfigValue value) {
    return Origins.of(value)
        + ": "
        + section
        + param.name()
        + " = "
        + Origins.text(value)
        + " is not accepted";
  }

  /** A validator that says what it accepts says it behind "accepted: "; others have a doc. */
  private static String reason(Param<?> param, IllegalArgumentException e) {
    String message = String.valueOf(e.getMessage());
    int accepted = message.indexOf("accepted: ");
    return accepted < 0 ? ": " + param.doc() : ": expected " + message.substring(accepted + 10);
  }

  private Object typed(Param<?> param, ConfigValue value) {
    if (param instanceof IntParam) {
      return whole(param, value, value, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue();
    }
    if (param instanceof LongParam) {
      return whole(param, value, value, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (param instanceof DoubleParam) {
      return number(param, value, value);
    }
    if (param instanceof FloatParam) {
      return (float) number(param, value, value);
    }
    if (param instanceof BooleanParam) {
      if (value.unwrapped() instanceof Boolean flag) {
        return flag;
      }
      throw wrongType(param, value, "true or false");
    }
    if (param instanceof IntArrayParam) {
      return items(param, value, "whole numbers [ … ]").stream()
          .mapToInt(
              item -> whole(param, value, item, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue())
          .toArray();
    }
    if (param instanceof DoubleArrayParam) {
      return items(param, value, "numbers [ … ]").stream()
          .mapToDouble(item -> number(param, value, item))
          .toArray();
    }
    if (param instanceof StringArrayParam) {
      return items(param, value, "texts [ … ]").stream()
          .map(item -> String.valueOf(item.unwrapped()))
          .toArray(String[]::new);
    }
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> String.valueOf(value.unwrapped());
      default -> throw wrongType(param, value, "a text");
    };
  }

  /**
   * Loads the model that a param names by its folder.
   *
   * @throws UserError if the value is no text, or there is no model
   */
  KANModel<?> model(SparkSession spark, Param<?> param, ConfigValue value) {
    if (!(value.unwrapped() instanceof String folder)) {
      throw wrongType(param, value, "the folder of a model");
    }
    return KanPipeline.load(spark, Origins.of(value) + ": " + section + param.name(), folder).kan();
  }

  private List<ConfigValue> items(Param<?> param, ConfigValue value, String accepted) {
    if (value instanceof ConfigList list) {
      return list;
    }
    throw wrongType(param, value, "a list of " + accepted);
  }

  private Long whole(Param<?> param, ConfigValue value, ConfigValue item, long least, long most) {
    Predicate<Number> fits =
        number ->
            number.doubleValue() == Math.rint(number.doubleValue())
                && number.longValue() >= least
                && number.longValue() <= most;
    if (item.unwrapped() instanceof Number number && fits.test(number)) {
      return number.longValue();
    }
    throw wrongType(param, value, value == item ? "a whole number" : "a list of whole numbers");
  }

  private double number(Param<?> param, ConfigValue value, ConfigValue item) {
    if (item.unwrapped() instanceof Number number) {
      return number.doubleValue();
    }
    throw wrongType(param, value, value == item ? "a number" : "a list of numbers");
  }

  private UserError wrongType(Param<?> param, ConfigValue value, String accepted) {
    return new UserError(place(param, value) + ": expected " + accepted);
  }

  /** Returns the params and their values in alphabetical order, for the record. */
  static Map<String, String> explained(Params estimator) {
    Map<String, String> values = new TreeMap<>();
    for (Param<?> param : estimator.params()) {
      if (estimator.isDefined(param)) {
        values.put(param.name(), text(estimator.getOrDefault(param)));
      }
    }
    return values;
  }

  private static String text(Object value) {
    if (value instanceof int[] numbers) {
      return Arrays.toString(numbers);
    }
    if (value instanceof double[] numbers) {
      return Arrays.toString(numbers);
    }
    return value instanceof Object[] texts ? Arrays.toString(texts) : String.valueOf(value);
  }
}
