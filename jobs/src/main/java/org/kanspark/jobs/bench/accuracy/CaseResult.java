package org.kanspark.jobs.bench.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Holds what all seeds of a case gave.
 *
 * @param what the case
 * @param runs one result a seed
 */
record CaseResult(AccuracyCase what, List<SeedResult> runs) {
  /** Orders of accuracy that every refinement shall have, where slopes are measured. */
  private static final double LEAST_ORDER = -3.8;

  /** Returns the seed in the middle by score; of two in the middle the worse. */
  SeedResult median() {
    return ranked().get(runs.size() / 2);
  }

  /** Returns the seed with the worst score. */
  SeedResult worst() {
    return ranked().get(runs.size() - 1);
  }

  private List<SeedResult> ranked() {
    Comparator<SeedResult> byScore =
        (a, b) -> {
          if (Double.compare(a.score(), b.score()) == 0) {
            return 0;
          }
          double worse = what.measure().worse(a.score(), b.score());
          return Double.compare(worse, a.score()) == 0 ? 1 : -1;
        };
    return runs.stream().sorted(byScore).toList();
  }

  /** Returns the middle of a number over all seeds. */
  double middle(ToDoubleFunction<SeedResult> number) {
    double[] sorted = runs.stream().mapToDouble(number).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Returns the passes of the seed that took most. */
  int mostPasses() {
    return runs.stream().mapToInt(run -> run.cost().passes()).max().orElse(0);
  }

  /** Returns whether every part of the goal is reached. */
  boolean reached() {
    return missed().isEmpty();
  }

  /** Returns the parts of the goal that are missed, each in a few words. */
  List<String> missed() {
    List<String> missed = new ArrayList<>();
    Measure measure = what.measure();
    Goal goal = what.goal();
    if (!measure.reaches(median().score(), goal.median())) {
      missed.add("median");
    }
    if (!Double.isNaN(goal.worst()) && !measure.reaches(worst().score(), goal.worst())) {
      missed.add("worst beyond " + Scores.shown(goal.worst()));
    }
    if (goal.passes() > 0 && mostPasses() > goal.passes()) {
      missed.add(String.format(Locale.ROOT, "%d of %d passes", mostPasses(), goal.passes()));
    }
    double flattest = flattest();
    if (flattest > LEAST_ORDER) {
      missed.add("a doubling with " + Scores.shown(flattest));
    }
    return missed;
  }

  /** Returns the slope of the refinement that helped least, of the median seed. */
  private double flattest() {
    return Arrays.stream(Slopes.between(what.grids().grids(), median().rmseByGrid()))
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }
}
