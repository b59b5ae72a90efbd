package org.kanspark.spark;

import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** Finds values for parameters that they take and do not have. */
public final class OtherValues {
  private OtherValues() {}

  /**
   * Sets every parameter to another value.
   *
   * @param except name of the one that stays
   */
  public static void setAll(Params owner, String except) {
    for (Param<?> param : owner.params()) {
      if (!param.name().equals(except)) {
        setAnother(owner, param);
      }
    }
  }

  /** Sets a parameter to a value that it takes and does not have. */
  private static void setAnother(Params owner, Param<?> param) {
    List<?> candidates;
    if (param instanceof IntParam) {
      candidates = List.of(7, 2);
    } else if (param instanceof LongParam) {
      candidates = List.of(1L << 40);
    } else if (param instanceof DoubleParam) {
      candidates = List.of(0.375, 1.5);
    } else if (param instanceof BooleanParam) {
      candidates = List.of(true, false);
    } else if (param instanceof IntArrayParam) {
      candidates = List.of(new int[] {2, 4});
    } else if (param instanceof DoubleArrayParam) {
      candidates = List.of(new double[] {-1.5, 0.1}, new double[] {0.25, 0.75});
    } else {
      String words = param.doc().replaceFirst("(?s).*Accepted: ", "").replace(".", "");
      candidates = param.doc().contains("Accepted: ") ? List.of(words.split(", ")) : List.of("x");
    }
    for (Object candidate : candidates) {
      boolean differs = !owner.isDefined(param) || !candidate.equals(owner.getOrDefault(param));
      if (differs && accepts(owner, param, candidate)) {
        return;
      }
    }
    throw new AssertionError("no other value of " + param + " is known to this test");
  }

  private static boolean accepts(Params owner, Param<?> param, Object value) {
    try {
      owner.set(param.name(), value);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
