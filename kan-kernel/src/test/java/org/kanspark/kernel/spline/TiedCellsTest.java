package org.kanspark.kernel.spline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TiedCellsTest {
  private static final double[] EQUAL = {};

  /** Returns sorted values, value n as often as said. */
  private static double[] repeated(double[] values, int[] times) {
    return IntStream.range(0, values.length)
        .boxed()
        .flatMapToDouble(n -> IntStream.range(0, times[n]).mapToDouble(t -> values[n]))
        .toArray();
  }

  private static double[] squares(int count) {
    return IntStream.range(0, count).mapToDouble(n -> (double) n * n).toArray();
  }

  private static int[] mostlyFirst(int count, int first, int others) {
    int[] times = new int[count];
    Arrays.fill(times, others);
    times[0] = first;
    return times;
  }

  private static int intervals(double[] sorted, int requested) {
    return TiedCells.intervals(sorted, EQUAL, requested);
  }

  @Test
  void oneValueInMostRowsAndOthersThatReturnGetFourTimesAsMany() {
    double[] sorted = repeated(squares(100), mostlyFirst(100, 9901, 100));
    assertThat(intervals(sorted, 5)).isEqualTo(20);
    assertThat(intervals(sorted, 3)).isEqualTo(12);
  }

  @Test
  void othersGetWhatIsAskedFor() {
    double[] noValueInMostRows = repeated(squares(100), mostlyFirst(100, 9900, 100));
    assertThat(intervals(noValueInMostRows, 5)).isEqualTo(5);
    double[] othersThatHardlyReturn = repeated(squares(100), mostlyFirst(100, 9000, 9));
    assertThat(intervals(othersThatHardlyReturn, 5)).isEqualTo(5);
    assertThat(intervals(new double[] {0, 0, 0}, 5)).isEqualTo(5);
    assertThat(intervals(new double[] {}, 5)).isEqualTo(5);
  }

  @Test
  void noMoreThanOneLessThanThereAreValues() {
    double[] sorted = repeated(squares(12), mostlyFirst(12, 9000, 100));
    assertThat(intervals(sorted, 5)).isEqualTo(11);
  }

  @Test
  void noMoreThanRowsDetermine() {
    // With the value 0 counted as often as a cell has rows, 8 cells have 37 * 10 / 7 > 50 rows
    // each,
    // and 9 have less.
    double[] sorted = repeated(squares(38), mostlyFirst(38, 9000, 10));
    assertThat(intervals(sorted, 5)).isEqualTo(8);
  }

  @Test
  void weightsOfRowsCountAsFarAsTheyAreAlike() {
    double[] rows = repeated(squares(38), mostlyFirst(38, 9000, 10));
    double[] alike = new double[rows.length];
    Arrays.fill(alike, 2.5);
    assertThat(TiedCells.intervals(rows, alike, 5)).isEqualTo(8);
    // One row that weighs as much as thousands says no more than one row.
    double[] weights = new double[38];
    Arrays.fill(weights, 10);
    weights[0] = 9000;
    assertThat(TiedCells.intervals(squares(38), weights, 5)).isEqualTo(5);
  }

  @Test
  void inputsShareWhatAllRowsDetermineTogether() {
    int[] requested = {5, 1, 0, 5, 3};
    int[] wished = {20, 1, 0, 12, 3};
    // 36 cells of 50 rows
    assertThat(TiedCells.shared(requested, i -> wished[i], 1800)).containsExactly(wished);
    // 35: the one that wishes for most gives way
    assertThat(TiedCells.shared(requested, i -> wished[i], 1799)).containsExactly(19, 1, 0, 12, 3);
    // 23, of which 4 are neither's: both have as many, and 1 is left over
    assertThat(TiedCells.shared(requested, i -> wished[i], 1150)).containsExactly(9, 1, 0, 9, 3);
    assertThat(TiedCells.shared(requested, i -> wished[i], 700)).containsExactly(requested);
    assertThat(TiedCells.shared(new int[0], i -> wished[i], 0)).isEmpty();
  }

  @Test
  void inputsAreNotAskedWhereRowsDetermineNoMoreThanIsRequested() {
    int[] requested = new int[784];
    Arrays.fill(requested, 5);
    int[] shared =
        TiedCells.shared(
            requested,
            i -> {
              throw new AssertionError("asked for input " + i);
            },
            8000);
    assertThat(shared).containsExactly(requested).isNotSameAs(requested);
  }
}
