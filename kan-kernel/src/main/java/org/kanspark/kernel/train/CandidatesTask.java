package org.kanspark.kernel.train;

import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Computes, in one pass, the loss at several parameter vectors, and at one of them the gradient
 * and, if asked, the Gauss-Newton curvature too.
 *
 * @param network the network
 * @param candidates parameter vectors
 * @param expanded index of the candidate whose gradient is wanted, or {@link #NONE}
 * @param curvature whether its curvature is wanted
 * @param scaling from raw rows to the network's units
 */
record CandidatesTask(
    KanNetwork network, double[][] candidates, int expanded, boolean curvature, Scaling scaling)
    implements PassTask<CandidatesAggregator> {
  /** Stands for no candidate. */
  static final int NONE = -1;

  private static final long serialVersionUID = 1L;

  @Override
  public CandidatesAggregator newAggregator() {
    return new CandidatesAggregator(this);
  }
}
