package org.kanspark.kernel.train;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.optim.LbfgsState;
import org.kanspark.kernel.penalty.ObjectiveTerms;
import org.kanspark.kernel.spline.Knots;

/** Reads the records of a {@link TrainingState} as {@link StateFormat} says. */
record StateReader(DataInputStream data, KanNetwork template) {
  TrainingState state() throws IOException {
    return new TrainingState(
        data.readInt(),
        data.readInt(),
        mark(),
        at(),
        data.readDouble(),
        spent(),
        objectives(),
        notes(),
        watch(),
        data.readByte() == 0 ? lbfgs() : gaussNewton());
  }

  private TrainingState.Mark mark() throws IOException {
    KnotChange at = at();
    return new TrainingState.Mark(at, data.readBoolean() ? terms() : null);
  }

  private KnotChange at() throws IOException {
    KanNetwork network = template;
    for (int l = 0; l < template.depth(); l++) {
      List<InputSpline> inputs = new ArrayList<>();
      for (int i = 0; i < template.layer(l).inputs(); i++) {
        InputSpline.Kind kind = InputSpline.Kind.values()[data.readByte()];
        Knots knots = Knots.fromExtended(template.degree(), doubles());
        inputs.add(new InputSpline(kind, knots, template.layer(l).input(i).missing()));
      }
      network = network.withLayer(l, network.layer(l).withInputs(inputs));
    }
    return new KnotChange(network, doubles());
  }

  private TrainingState.Spent spent() throws IOException {
    return new TrainingState.Spent(
        data.readInt(),
        data.readInt(),
        data.readDouble(),
        data.readDouble(),
        data.readDouble(),
        data.readDouble());
  }

  private List<ObjectiveTerms> objectives() throws IOException {
    List<ObjectiveTerms> objectives = new ArrayList<>();
    for (int left = data.readInt(); left > 0; left--) {
      objectives.add(terms());
    }
    return objectives;
  }

  private List<String> notes() throws IOException {
    List<String> notes = new ArrayList<>();
    for (int left = data.readInt(); left > 0; left--) {
      notes.add(data.readUTF());
    }
    return notes;
  }

  private ObjectiveTerms terms() throws IOException {
    return new ObjectiveTerms(
        data.readDouble(),
        data.readDouble(),
        data.readDouble(),
        data.readDouble(),
        data.readDouble(),
        data.readDouble());
  }

  private TrainingState.Watch watch() throws IOException {
    return new TrainingState.Watch(
        data.readBoolean() ? mark() : null, data.readInt(), data.readInt(), data.readInt());
  }

  private TrainingState.Lbfgs lbfgs() throws IOException {
    LbfgsState run =
        new LbfgsState(
            data.readInt(),
            data.readInt(),
            data.readInt(),
            doubles(),
            data.readDouble(),
            doubles(),
            rows(),
            rows());
    return new TrainingState.Lbfgs(
        run,
        data.readInt(),
        data.readInt(),
        data.readInt(),
        terms(),
        doubles(),
        data.readDouble(),
        smoothness());
  }

  private TrainingState.GaussNewtonGrid gaussNewton() throws IOException {
    return new TrainingState.GaussNewtonGrid(
        data.readInt(),
        data.readInt(),
        data.readBoolean(),
        doubles(),
        new GaussNewton.State(data.readDouble(), data.readInt(), data.readBoolean(), smoothness()));
  }

  private Smoothness.State smoothness() throws IOException {
    return new Smoothness.State(data.readDouble(), data.readDouble());
  }

  private double[][] rows() throws IOException {
    double[][] rows = new double[data.readInt()][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = doubles();
    }
    return rows;
  }

  private double[] doubles() throws IOException {
    double[] values = new double[data.readInt()];
    ByteBuffer.wrap(data.readNBytes(values.length * Double.BYTES)).asDoubleBuffer().get(values);
    return values;
  }
}
