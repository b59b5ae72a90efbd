package org.kanspark.jobs.bench.accuracy;

import java.util.Arrays;

/**
 * Says at which grids a case trains.
 *
 * @param kind what is done with the grids
 * @param grids increasing numbers of intervals
 */
record GridPlan(Kind kind, int[] grids) {
  /** Names what is done with the grids. */
  enum Kind {
    /** One training, refined through all grids. */
    REFINED,
    /**
     * The last grid is chosen: by the error on a fifth of the training rows, then all of them
     * train.
     */
    CHOSEN,
    /** One training for each grid, refined through those before it. */
    EACH
  }

  static GridPlan refined(int... grids) {
    return new GridPlan(Kind.REFINED, grids);
  }

  static GridPlan chosen(int... grids) {
    return new GridPlan(Kind.CHOSEN, grids);
  }

  static GridPlan each(int... grids) {
    return new GridPlan(Kind.EACH, grids);
  }

  /** Returns the first grids. */
  int[] first(int count) {
    return Arrays.copyOf(grids, count);
  }
}
