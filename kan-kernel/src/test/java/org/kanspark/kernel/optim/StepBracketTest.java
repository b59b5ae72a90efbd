package org.kanspark.kernel.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StepBracketTest {

  private static final LinePoint START = new LinePoint(0.0, 0.0, -1.0);

  private final StepBracket bracket = new StepBracket(START);

  @Test
  void growsTenfoldWhileTheLineFallsSteeply() {
    boolean improved = bracket.add(new LinePoint(1.0, -1.0, -1.0), true);

    assertThat(improved).isTrue();
    assertThat(bracket.next()).isEqualTo(10.0);
  }

  @Test
  void growsTenfoldIfTheMinimumOfTheCubicIsPassed() {
    // At 0.3, followed by a maximum before 1.
    bracket.add(new LinePoint(1.0, -0.2, -1.0), true);

    assertThat(bracket.next()).isEqualTo(10.0);
  }

  @Test
  void growsAtLeastByTheLastIncrease() {
    // The cubic through both has its minimum at 1.005.
    bracket.add(new LinePoint(1.0, -1.3, -0.01), true);

    assertThat(bracket.next()).isEqualTo(2.0);
  }

  @Test
  void growsToTheMinimumOfTheCubicInBetween() {
    // On the parabola t^2 / 8 - t, with its minimum at 4.
    bracket.add(new LinePoint(1.0, -0.875, -0.75), true);

    assertThat(bracket.next()).isCloseTo(4.0, within(1e-12));
  }

  @Test
  void interpolatesBetweenTheEnds() {
    // On the parabola t^2 - t, with its minimum at 0.5.
    boolean improved = bracket.add(new LinePoint(2.0, 2.0, 3.0), false);

    assertThat(improved).isFalse();
    assertThat(bracket.low()).isEqualTo(START);
    assertThat(bracket.next()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void keepsATenthOfTheWidthFromTheLowerEnd() {
    bracket.add(new LinePoint(1.0, 1e6, 2e6), false); // nearly 1e6 t^2

    assertThat(bracket.next()).isEqualTo(0.1);
  }

  @Test
  void keepsATenthOfTheWidthFromTheUpperEnd() {
    bracket.add(new LinePoint(1.0, -0.5, 1e-3), false); // minimum of the cubic at 0.999

    assertThat(bracket.next()).isEqualTo(0.9);
  }

  @Test
  void halvesTheIntervalWhenItShrinksSlowly() {
    bracket.add(new LinePoint(1.0, -0.5, 1e-3), false);
    bracket.add(new LinePoint(0.9, -0.45, 1e-3), false);
    double third = bracket.next();
    bracket.add(new LinePoint(third, -0.5 * third, 1e-3), false);

    assertThat(third).isCloseTo(0.81, within(1e-12));
    assertThat(bracket.next()).isCloseTo(0.405, within(1e-12));
  }

  @Test
  void turnsRoundWhenTheBestPointLiesBeyondTheMinimum() {
    bracket.add(new LinePoint(4.0, -2.0, 0.95), true);

    assertThat(bracket.low().step()).isEqualTo(4.0);
    assertThat(bracket.next()).isBetween(0.4, 3.6);

    bracket.add(new LinePoint(2.0, -3.0, -0.95), true); // now between 2 and 4

    assertThat(bracket.low().step()).isEqualTo(2.0);
    assertThat(bracket.next()).isBetween(2.2, 3.8);
  }

  @Test
  void retreatsFarFromTheFirstPointOutsideTheDomain() {
    boolean improved = bracket.add(LinePoint.outside(8.0), false);

    assertThat(improved).isFalse();
    assertThat(bracket.next()).isCloseTo(0.8, within(1e-15));
  }

  @Test
  void halvesTheWayToAPointOutsideTheDomainOnceAStepWorked() {
    bracket.add(LinePoint.outside(8.0), false);
    bracket.add(new LinePoint(1.0, -1.0, -1.0), true);

    assertThat(bracket.next()).isEqualTo(4.5);
  }

  @Test
  void isExhaustedBetweenNeighbouringNumbers() {
    bracket.add(new LinePoint(1.0, -1e9, -1e9), true);
    assertThat(bracket.isExhausted()).isFalse();

    bracket.add(LinePoint.outside(1.0 + 1e-9), false);
    assertThat(bracket.isExhausted()).isFalse();

    bracket.add(LinePoint.outside(Math.nextUp(1.0)), false);
    assertThat(bracket.isExhausted()).isTrue();
  }

  @Test
  void isExhaustedWhereTheDecreaseIsBelowTheLastDigit() {
    StepBracket flat = new StepBracket(new LinePoint(0.0, 1e6, -1.0));

    flat.add(new LinePoint(1e-9, 1e6 + 1.0, 1.0), false);
    assertThat(flat.isExhausted()).isFalse();

    flat.add(new LinePoint(1e-11, 1e6 + 1.0, 1.0), false);
    assertThat(flat.isExhausted()).isTrue();
  }
}
