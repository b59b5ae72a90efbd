package org.kanspark.kernel.train;

import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.penalty.ActivationPull;

/**
 * Computes, in one pass, the loss at several parameter vectors, and at one of them the gradient
 * and, if asked, the Gauss-Newton curvature too.
 *
 * @param network the network
 * @param candidates parameter vectors
 * @param expanded index of the candidate whose gradient is wanted, or {@link #NONE}
 * @param curvature whether its curvature is wanted
 * @param measuredFrom first layer whose activations are summed up for every candidate, or {@link
 *     #NONE}
 * @param pull gradient of a penalty by the values of hidden nodes, added to that of the loss; null
 *     for none
 * @param scaling from raw rows to the network's units
 */
record CandidatesTask(
    KanNetwork network,
    double[][] candidates,
    int expanded,
    boolean curvature,
    int measuredFrom,
    @Nullable ActivationPull pull,
    Scaling scaling)
    implements PassTask<CandidatesAggregator> {
  /** Stands for no candidate, and for no layer. */
  static final int NONE = -1;

  private static final long serialVersionUID = 1L;

  /** Describes a pass for curvature and all that comes with it at one parameter vector. */
  static CandidatesTask forCurvature(KanNetwork network, double[] at, Scaling scaling) {
    return new CandidatesTask(network, new double[][] {at}, 0, true, NONE, null, scaling);
  }

  @Override
  public CandidatesAggregator newAggregator() {
    return new CandidatesAggregator(this);
  }
}
