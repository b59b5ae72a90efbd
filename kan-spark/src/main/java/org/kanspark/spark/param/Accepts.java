package org.kanspark.spark.param;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import scala.runtime.AbstractFunction1;

/**
 * Decides whether a parameter takes a value, and says what it takes if not.
 *
 * <p>Spark's own message for a refused value names neither the accepted values nor the elements of
 * an array, so this validator throws instead of returning false. Models travel with their
 * parameters, hence everything here is serialisable.
 *
 * @param <T> what the parameter holds
 */
final class Accepts<T> extends AbstractFunction1<T, Object> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Tests a value. */
  interface Check<T> extends Predicate<T>, Serializable {}

  private final String name;
  private final String accepted;
  private final Check<T> check;

  private Accepts(String name, String accepted, Check<T> check) {
    this.name = name;
    this.accepted = accepted;
    this.check = check;
  }

  /**
   * Makes a validator.
   *
   * @param name name of the parameter
   * @param accepted what a person should read after "accepted: "
   */
  static <T> Accepts<T> when(String name, String accepted, Check<T> check) {
    return new Accepts<>(name, accepted, check);
  }

  /** Accepts whole numbers in a range, both ends included. */
  static Accepts<Object> wholeNumber(String name, int least, int most) {
    String accepted =
        "a whole number "
            + (most == Integer.MAX_VALUE ? ">= " + least : "from " + least + " to " + most);
    return when(name, accepted, value -> (int) value >= least && (int) value <= most);
  }

  /** Accepts finite numbers that are not negative. */
  static Accepts<Object> notNegative(String name) {
    return when(
        name,
        "a finite number >= 0",
        value -> Double.isFinite((double) value) && (double) value >= 0);
  }

  /** Accepts some words. */
  static Accepts<String> oneOf(String name, List<String> words) {
    List<String> copy = List.copyOf(words);
    return when(name, String.join(", ", copy), copy::contains);
  }

  @Override
  public Object apply(T value) {
    if (check.test(value)) {
      return true;
    }
    throw new IllegalArgumentException(name + " is " + show(value) + ", accepted: " + accepted);
  }

  /** Writes a parameter's value as a person would. */
  static String show(Object value) {
    if (value instanceof int[] numbers) {
      return Arrays.toString(numbers);
    }
    if (value instanceof double[] numbers) {
      return Arrays.toString(numbers);
    }
    return value instanceof String ? "'" + value + "'" : String.valueOf(value);
  }
}
