package org.kanspark.kernel.export;

/** Holds the pieces of Java that every exported class is made of. */
final class JavaTemplates {
  static final String CLASS =
      """
      $PACKAGEimport java.util.Map;

      /** Predicts with a trained Kolmogorov-Arnold network of layers [$WIDTHS]. Generated. */
      public final class $NAME {
        private $NAME() {}

      $BODY}
      """;

  static final String TYPED =
      """
        /** $WHAT from raw columns. */
        public static $TYPE $METHOD($ARGUMENTS) {
          double[] inputs = new double[SHIFT.length];
      $ENCODE    return $METHOD(inputs);
        }

      """;

  static final String BY_NAME =
      """
        /** $WHAT from raw columns by name. */
        public static $TYPE $METHOD(Map<String, ?> row) {
          double[] inputs = new double[SHIFT.length];
      $ENCODE    return $METHOD(inputs);
        }

      """;

  static final String OF_INPUTS =
      """
        /** $WHAT from the inputs of the network, before they are scaled. */
        public static $TYPE $METHOD(double[] inputs) {
      $LINES  }

      """;

  static final String CLASSES =
      """
        /** Returns the names of the classes, in order. */
        public static String[] classes() {
          return new String[] {$NAMES};
        }

      """;

  static final String VALUES_OF_COLUMNS =
      """
        private static double number(Map<String, ?> row, String column) {
          Object value = row.get(column);
          if (value instanceof Number number) {
            return number.doubleValue();
          }
          if (value instanceof Boolean truth) {
            return truth ? 1.0 : 0.0;
          }
          if (value == null) {
            throw new IllegalArgumentException("column " + column + " has no value");
          }
          return Double.parseDouble(value.toString());
        }

        private static String text(Map<String, ?> row, String column) {
          Object value = row.get(column);
          return value == null ? "" : value.toString();
        }

      """;

  static final String VALUES =
      """
        private static double[] values(double[] inputs) {
          if (inputs.length != SHIFT.length) {
            throw new IllegalArgumentException(
                inputs.length + " inputs, expected: " + SHIFT.length);
          }
          double[] x0 = new double[inputs.length];
          for (int i = 0; i < inputs.length; i++) {
            x0[i] = (inputs[i] - SHIFT[i]) * SCALE[i];
          }
      $CALLS  }

        /**
         * Computes the sums of a layer from its table. It holds for each input: the number of
         * cells; the right end, the centre and the inverse width of each; the weight of the base
         * function to each sum; for each cell and power of the place in it the coefficients to
         * each sum.
         */
        private static double[] splines(double[] numbers, int sums, double[] x) {
          double[] y = new double[sums];
          int at = 0;
          for (double value : x) {
            int cells = (int) numbers[at];
            int ends = at + 1;
            int low = 0;
            int high = cells - 1;
            while (low < high) {
              int middle = (low + high) >>> 1;
              if (value < numbers[ends + middle]) {
                high = middle;
              } else {
                low = middle + 1;
              }
            }
            double t = (value - numbers[ends + cells + low]) * numbers[ends + 2 * cells + low];
            t = Math.max(-REACH, Math.min(REACH, t));
            double base = base(value);
            int weights = ends + 3 * cells;
            int cell = weights + y.length + low * ORDER * y.length;
            for (int j = 0; j < y.length; j++) {
              double sum = 0.0;
              for (int d = ORDER - 1; d >= 0; d--) {
                sum = sum * t + numbers[cell + d * y.length + j];
              }
              y[j] += sum + numbers[weights + j] * base;
            }
            at = weights + y.length + cells * ORDER * y.length;
          }
          return y;
        }

        private static double[] nodes(double[] sums, int sumNodes) {
          double[] nodes = new double[sumNodes + (sums.length - sumNodes) / 2];
          for (int n = 0; n < nodes.length; n++) {
            int first = sumNodes + 2 * (n - sumNodes);
            nodes[n] = n < sumNodes ? sums[n] : sums[first] * sums[first + 1];
          }
          return nodes;
        }

      """;

  static final String LAYER =
      """
        private static final double[] LAYER_$INDEX = parse(
              $TABLE);

      """;

  static final String SYMBOLIC =
      """
        private static void addSymbolic$INDEX(double[] x, double[] sums) {
      $LINES  }

      """;

  static final String BASE =
      """
        private static double base(double x) {
          return $BASE;
        }

      """;

  static final String HELPERS =
      """
        private static final int ORDER = $ORDER;

        /** Splines are level farther out, in widths of a cell. */
        private static final double REACH = $REACH;

        private static final double[] SHIFT = parse(
              $SHIFT);

        private static final double[] SCALE = parse(
              $SCALE);

        private static double[] parse(String... texts) {
          String[] words = String.join(" ", texts).strip().split("\\\\s+");
          double[] numbers = new double[words.length];
          for (int i = 0; i < words.length; i++) {
            numbers[i] = Double.parseDouble(words[i]);
          }
          return numbers;
        }
      """;

  private JavaTemplates() {}
}
