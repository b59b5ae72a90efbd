package org.kanspark.kernel.train;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.optim.LbfgsState;
import org.kanspark.kernel.penalty.ObjectiveTerms;

/** Writes the records of a {@link TrainingState} as {@link StateFormat} says. */
record StateWriter(DataOutputStream data) {
  void write(TrainingState state) throws IOException {
    data.writeInt(state.grid());
    data.writeInt(state.stepsBefore());
    write(state.coarser());
    write(state.at());
    data.writeDouble(state.damping());
    write(state.spent());
    data.writeInt(state.objectives().size());
    for (ObjectiveTerms terms : state.objectives()) {
      write(terms);
    }
    data.writeInt(state.notes().size());
    for (String note : state.notes()) {
      data.writeUTF(note);
    }
    write(state.watch());
    if (state.solver() instanceof TrainingState.Lbfgs lbfgs) {
      data.writeByte(0);
      write(lbfgs);
    } else if (state.solver() instanceof TrainingState.GaussNewtonGrid gaussNewton) {
      data.writeByte(1);
      write(gaussNewton);
    }
  }

  private void write(TrainingState.Mark mark) throws IOException {
    write(mark.at());
    ObjectiveTerms objective = mark.objective();
    data.writeBoolean(objective != null);
    if (objective != null) {
      write(objective);
    }
  }

  private void write(TrainingState.Watch watch) throws IOException {
    TrainingState.Mark best = watch.best();
    data.writeBoolean(best != null);
    if (best != null) {
      write(best);
    }
    data.writeInt(watch.iterations());
    data.writeInt(watch.grid());
    data.writeInt(watch.firstIteration());
  }

  void write(KnotChange at) throws IOException {
    for (int l = 0; l < at.network().depth(); l++) {
      for (InputSpline input : at.network().layer(l).inputSplines()) {
        data.writeByte(input.kind().ordinal());
        write(input.knots().toArray());
      }
    }
    write(at.parameters());
  }

  private void write(TrainingState.Spent spent) throws IOException {
    data.writeInt(spent.iterations());
    data.writeInt(spent.passes());
    data.writeDouble(spent.seconds());
    data.writeDouble(spent.forwards());
    data.writeDouble(spent.gradients());
    data.writeDouble(spent.curvatures());
  }

  private void write(ObjectiveTerms terms) throws IOException {
    data.writeDouble(terms.loss());
    data.writeDouble(terms.l1());
    data.writeDouble(terms.entropy());
    data.writeDouble(terms.smoothness());
    data.writeDouble(terms.shrinkage());
    data.writeDouble(terms.heldBackLoss());
  }

  private void write(TrainingState.Lbfgs state) throws IOException {
    LbfgsState run = state.run();
    data.writeInt(run.iteration());
    data.writeInt(run.evaluations());
    data.writeInt(run.smallSteps());
    write(run.x());
    data.writeDouble(run.objective());
    write(run.gradient());
    write(run.steps());
    write(run.gradientChanges());
    data.writeInt(state.steps());
    data.writeInt(state.nextRefresh());
    data.writeInt(state.nextLook());
    write(state.accepted());
    write(state.blocksAt());
    data.writeDouble(state.blockDamping());
    write(state.smoothness());
  }

  private void write(TrainingState.GaussNewtonGrid state) throws IOException {
    data.writeInt(state.steps());
    data.writeInt(state.nextLook());
    data.writeBoolean(state.mayMove());
    write(state.recentLosses());
    data.writeDouble(state.method().damping());
    data.writeInt(state.method().likeliest());
    data.writeBoolean(state.method().corrected());
    write(state.method().smoothness());
  }

  private void write(Smoothness.State smoothness) throws IOException {
    data.writeDouble(smoothness.strength());
    data.writeDouble(smoothness.least());
  }

  private void write(double[][] rows) throws IOException {
    data.writeInt(rows.length);
    for (double[] row : rows) {
      write(row);
    }
  }

  void write(double[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
    bytes.asDoubleBuffer().put(values);
    data.writeInt(values.length);
    data.write(bytes.array());
  }
}
