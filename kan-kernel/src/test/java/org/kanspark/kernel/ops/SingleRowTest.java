package org.kanspark.kernel.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kanspark.kernel.spline.CellTable;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

/** Holds tiles of one row, which have code of their own, to the same rows in one large tile. */
class SingleRowTest {
  private static final int ROWS = 40;
  private static final double[] REMARKABLE = {
    -1,
    1,
    0,
    -0.0,
    Math.nextDown(1.0),
    1e300,
    -1e300,
    710,
    -710,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  record Shape(int inputs, int outputs, int degree, BaseFunction base, boolean missing) {}

  static List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    for (int outputs : new int[] {1, 2, 8, 9, 16, 24, 33}) {
      for (int inputs : new int[] {1, 4, 8, 17}) {
        shapes.add(new Shape(inputs, outputs, 3, BaseFunction.SILU, inputs == 4));
      }
      shapes.add(new Shape(3, outputs, 5, BaseFunction.SILU, true));
      shapes.add(new Shape(3, outputs, 0, BaseFunction.SILU, false));
    }
    shapes.add(new Shape(9, 16, 3, BaseFunction.IDENTITY, false));
    shapes.add(new Shape(9, 16, 2, BaseFunction.NONE, true));
    return shapes;
  }

  private static LayerPlan plan(Shape shape) {
    Knots even = Knots.uniform(shape.degree, 5, -1, 1);
    double[] interior = even.interior();
    interior[2] += 0.11;
    Knots uneven = Knots.of(shape.degree, interior);
    CellTable[] tables = new CellTable[shape.inputs];
    boolean[] hasBase = new boolean[shape.inputs];
    for (int i = 0; i < shape.inputs; i++) {
      CellTable table =
          i % 5 == 4
              ? CellTable.none(shape.degree)
              : CellTable.spline(i % 3 == 1 ? uneven : even, Extrapolation.LINEAR);
      tables[i] = shape.missing && i % 2 == 0 ? table.withMissing() : table;
      hasBase[i] = shape.base != BaseFunction.NONE && i % 4 != 3;
    }
    return new LayerPlan(tables, shape.outputs, shape.base, hasBase);
  }

  private static double[] cells(LayerPlan plan, SplittableRandom random) {
    double[] cells = new double[plan.size()];
    for (int at = 0; at < cells.length; at++) {
      cells[at] = at % plan.stride() < plan.outputs() ? random.nextDouble(-1, 1) : 0.0;
    }
    for (int i = 0; i < plan.inputs(); i++) {
      for (int q = 0; q < plan.table(i).cells() && !plan.hasBase(i); q++) {
        Arrays.fill(cells, plan.baseOffset(i, q), plan.baseOffset(i, q) + plan.stride(), 0.0);
      }
    }
    return cells;
  }

  private static double point(SplittableRandom random) {
    return random.nextInt(3) == 0
        ? REMARKABLE[random.nextInt(REMARKABLE.length)]
        : random.nextDouble(-1.5, 1.5);
  }

  private static void assertSame(String what, double actual, double expected) {
    assertThat(Double.doubleToLongBits(actual))
        .as("%s: %s, expected %s", what, actual, expected)
        .isEqualTo(Double.doubleToLongBits(expected));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void rowAloneHasTheBitsItHasAmongOthers(Shape shape) {
    LayerPlan plan = plan(shape);
    SplittableRandom random = new SplittableRandom(1);
    double[] cells = cells(plan, random);
    LayerTile many = new LayerTile(plan, ROWS);
    for (int n = 0; n < plan.inputs() * ROWS; n++) {
      many.x()[n] = point(random);
    }
    Kernels.byName("scalar").forward(plan, cells, many, ROWS);
    for (int r = 0; r < ROWS; r++) {
      LayerTile one = new LayerTile(plan, 1);
      for (int i = 0; i < plan.inputs(); i++) {
        one.x()[i] = many.x()[i * ROWS + r];
      }
      Kernels.get().forward(plan, cells, one, 1);
      for (int i = 0; i < plan.inputs(); i++) {
        int p = i * ROWS + r;
        assertThat(one.cell()[i]).isEqualTo(many.cell()[p]);
        assertSame("coordinate", one.t()[i], many.t()[p]);
        assertSame("slope", one.slope()[i], many.slope()[p]);
        assertSame("base", one.base()[i], many.base()[p]);
        assertSame("slope of the base", one.baseSlope()[i], many.baseSlope()[p]);
      }
      for (int j = 0; j < plan.stride(); j++) {
        assertSame("output " + j, one.y()[j], many.y()[r * plan.stride() + j]);
      }
    }
  }
}
