package org.kanspark.kernel.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kanspark.kernel.spline.CellTable;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

/** Compares the SIMD kernel with the scalar one, bit for bit. */
class KernelAgreementTest {
  private static final int ROWS = 67;

  record Shape(int inputs, int outputs, int degree, int grid, BaseFunction base) {}

  static List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    for (int outputs : new int[] {1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 24, 25, 31, 32, 33, 64, 65}) {
      shapes.add(new Shape(3, outputs, 3, 5, BaseFunction.SILU));
    }
    for (int degree = 0; degree <= 5; degree++) {
      for (int outputs : new int[] {1, 5, 8, 20, 33, 57, 64}) {
        shapes.add(new Shape(2, outputs, degree, 4, BaseFunction.SILU));
      }
    }
    shapes.add(new Shape(1, 5, 3, 1, BaseFunction.NONE));
    shapes.add(new Shape(13, 33, 3, 200, BaseFunction.IDENTITY));
    shapes.add(new Shape(64, 64, 3, 5, BaseFunction.SILU));
    return shapes;
  }

  /** Everything a kernel computes for one tile of rows. */
  private static double[] compute(LayerKernel kernel, Shape shape, int rows, long seed) {
    return compute(kernel, shape, rows, seed, false);
  }

  private static double[] compute(
      LayerKernel kernel, Shape shape, int rows, long seed, boolean together) {
    return compute(kernel, shape, rows, seed, together, false);
  }

  private static double[] compute(
      LayerKernel kernel, Shape shape, int rows, long seed, boolean together, boolean missing) {
    SplittableRandom random = new SplittableRandom(seed);
    Knots even = Knots.uniform(shape.degree, shape.grid, -1, 1);
    double[] interior = even.interior();
    for (int g = 1; g < interior.length - 1; g++) {
      interior[g] += 0.3 / shape.grid * random.nextDouble(-1, 1);
    }
    Knots uneven = Knots.of(shape.degree, interior);
    CellTable[] tables = new CellTable[shape.inputs];
    boolean[] hasBase = new boolean[shape.inputs];
    for (int i = 0; i < shape.inputs; i++) {
      CellTable table = CellTable.spline(i % 2 == 0 ? even : uneven, Extrapolation.LINEAR);
      tables[i] = missing ? table.withMissing() : table;
      hasBase[i] = shape.base != BaseFunction.NONE && i % 5 != 3;
    }
    LayerPlan plan = new LayerPlan(tables, shape.outputs, shape.base, hasBase);
    LayerTile tile = new LayerTile(plan, ROWS);
    double[] cells = new double[plan.size()];
    for (int row = 0; row < cells.length / plan.stride(); row++) {
      for (int j = 0; j < shape.outputs; j++) {
        cells[row * plan.stride() + j] = random.nextDouble(-1, 1);
      }
    }
    for (int i = 0; i < shape.inputs; i++) {
      for (int r = 0; r < ROWS; r++) {
        double x = random.nextDouble(-1.3, 1.3);
        tile.x()[i * ROWS + r] = missing && (r + i) % 3 == 0 ? Double.NaN : x;
      }
    }
    for (int r = 0; r < ROWS; r++) {
      for (int j = 0; j < shape.outputs; j++) {
        tile.gradY()[r * plan.stride() + j] = random.nextDouble(-1, 1);
      }
    }
    double[] gradCells = new double[plan.size()];
    kernel.forward(plan, cells, tile, rows);
    if (together) {
      kernel.backward(plan, cells, tile, rows, gradCells);
    } else {
      kernel.addGradient(plan, tile, rows, gradCells);
      kernel.inputGradient(plan, cells, tile, rows);
    }
    List<double[]> results = new ArrayList<>();
    results.add(Arrays.copyOf(tile.y(), rows * plan.stride()));
    results.add(gradCells);
    for (int i = 0; i < shape.inputs; i++) {
      results.add(Arrays.copyOfRange(tile.gradX(), i * ROWS, i * ROWS + rows));
    }
    return results.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private static void assertSameBits(Shape shape, int rows, long seed) {
    LayerKernel scalar = Kernels.byName("scalar");
    LayerKernel simd = Kernels.byName("simd");
    double[] expected = compute(scalar, shape, rows, seed);
    double[] actual = compute(simd, shape, rows, seed);
    assertThat(Arrays.stream(expected).allMatch(Double::isFinite)).isTrue();
    assertThat(Arrays.stream(expected).filter(x -> x != 0).count()).isPositive();
    assertThat(bits(actual)).isEqualTo(bits(expected));
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void givesTheBitsOfTheScalarKernelWherePointsAreMissing(Shape shape) {
    assumeThat(System.getProperty("kan.kernel.expected")).isEqualTo("simd");
    double[] expected = compute(Kernels.byName("scalar"), shape, ROWS, 8, true, true);
    double[] actual = compute(Kernels.byName("simd"), shape, ROWS, 8, true, true);
    assertThat(Arrays.stream(expected).allMatch(Double::isFinite)).isTrue();
    assertThat(bits(actual)).isEqualTo(bits(expected));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void givesTheBitsOfTheScalarKernelColdAndWarm(Shape shape) {
    assumeThat(System.getProperty("kan.kernel.expected")).isEqualTo("simd");
    for (int rows : new int[] {1, 2, 7, 8, 9, 64, ROWS}) {
      assertSameBits(shape, rows, rows);
    }
    int repetitions = shape.inputs * shape.outputs > 400 ? 30 : 300;
    for (int repetition = 0; repetition < repetitions; repetition++) {
      assertSameBits(shape, ROWS, repetition);
    }
  }

  @Test
  void gradientsAreTheSameTogetherAndApart() {
    LayerKernel kernel = Kernels.get();
    for (Shape shape : shapes()) {
      assertThat(bits(compute(kernel, shape, ROWS, 6, true)))
          .as("%s", shape)
          .isEqualTo(bits(compute(kernel, shape, ROWS, 6, false)));
    }
  }

  @Test
  void rowDoesNotDependOnItsNeighbours() {
    LayerKernel kernel = Kernels.get();
    for (Shape shape : shapes()) {
      double[] alone = compute(kernel, shape, 1, 5);
      double[] together = compute(kernel, shape, ROWS, 5);
      for (int j = 0; j < shape.outputs; j++) {
        assertThat(Double.doubleToRawLongBits(alone[j]))
            .as("%s, output %d", shape, j)
            .isEqualTo(Double.doubleToRawLongBits(together[j]));
      }
    }
  }

  @Test
  void siluHasTheSameBits() {
    assumeThat(System.getProperty("kan.kernel.expected")).isEqualTo("simd");
    double[] x = new SplittableRandom(9).doubles(1021, -800, 800).toArray();
    for (int n = 0; n < 200; n++) {
      double[][] scalar = new double[2][x.length];
      double[][] simd = new double[2][x.length];
      Kernels.byName("scalar").silu(x, 3, x.length - 2, scalar[0], scalar[1]);
      Kernels.byName("simd").silu(x, 3, x.length - 2, simd[0], simd[1]);
      assertThat(bits(simd[0])).isEqualTo(bits(scalar[0]));
      assertThat(bits(simd[1])).isEqualTo(bits(scalar[1]));
    }
  }

  @Test
  void symmetricSumsHaveTheSameBitsDenseOrSparse() {
    assumeThat(System.getProperty("kan.kernel.expected")).isEqualTo("simd");
    int size = 48;
    int rows = 13;
    SplittableRandom random = new SplittableRandom(4);
    int[] starts = {1, 9, 30};
    int[] offsets = {0, 5, 17, 34};
    double[][][] sparse = new double[2][size][];
    double[][] dense = new double[2][size * size];
    for (int k = 0; k < 2; k++) {
      for (int i = 0; i < size; i++) {
        sparse[k][i] = new double[size - i];
      }
    }
    double[] a = new double[rows * size];
    double[] b = new double[rows * size];
    for (int r = 0; r < rows; r++) {
      double[] values = random.doubles(34, -1, 1).toArray();
      double weight = random.nextDouble(0.5, 2);
      for (int run = 0; run < 3; run++) {
        for (int n = offsets[run]; n < offsets[run + 1]; n++) {
          b[r * size + starts[run] + n - offsets[run]] = values[n];
          a[r * size + starts[run] + n - offsets[run]] = weight * values[n];
        }
      }
      Kernels.byName("scalar").addOuterProduct(sparse[0], weight, 3, starts, offsets, values);
      Kernels.byName("simd").addOuterProduct(sparse[1], weight, 3, starts, offsets, values);
    }
    Kernels.byName("scalar").addGram(a, b, rows, size, 0, dense[0]);
    Kernels.byName("simd").addGram(a, b, rows, size, 0, dense[1]);
    for (int i = 0; i < size; i++) {
      long[] expected = bits(sparse[0][i]);
      assertThat(bits(sparse[1][i])).isEqualTo(expected);
      for (double[] gram : dense) {
        assertThat(bits(Arrays.copyOfRange(gram, i * size + i, (i + 1) * size)))
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void gramOfTheLastColumnsLeavesTheOthersAlone() {
    assumeThat(System.getProperty("kan.kernel.expected")).isEqualTo("simd");
    int size = 2 * LayerPlan.LANES * 3;
    int rows = 7;
    int from = 20;
    double[] a = new SplittableRandom(5).doubles(rows * size, -1, 1).toArray();
    double[] b = new SplittableRandom(6).doubles(rows * size, -1, 1).toArray();
    double[] scalar = new SplittableRandom(7).doubles(size * size, -1, 1).toArray();
    double[] simd = scalar.clone();
    double[] before = scalar.clone();
    Kernels.byName("scalar").addGram(a, b, rows, size, from, scalar);
    Kernels.byName("simd").addGram(a, b, rows, size, from, simd);
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        double expected = before[i * size + j];
        for (int r = 0; r < rows && i >= from; r++) {
          expected = Math.fma(a[r * size + i], b[r * size + j], expected);
        }
        assertThat(scalar[i * size + j]).isEqualTo(expected);
        assertThat(simd[i * size + j]).isEqualTo(expected);
      }
    }
  }
}
