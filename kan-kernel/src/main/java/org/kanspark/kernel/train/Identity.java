package org.kanspark.kernel.train;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;

/**
 * Collects what tells a training from others but for its settings, which whoever made these knows
 * by name: the model it begins at, and the rows.
 */
final class Identity {
  private final Map<String, String> facts = new LinkedHashMap<>();

  Identity(TrainingSettings settings, int partitions) {
    KanModel initial = settings.initialModel();
    facts.put("initialModel", initial == null ? "none" : digest(initial));
    facts.put("partitions", String.valueOf(partitions));
  }

  void addRows(long rows, long hash) {
    facts.put("rows", String.valueOf(rows));
    facts.put("hash of the rows", HexFormat.of().toHexDigits(hash));
  }

  /** Returns the facts by name, always in the same order. */
  Map<String, String> facts() {
    return Collections.unmodifiableMap(facts);
  }

  private static String digest(KanModel model) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (DataOutputStream data =
          new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
        write(model, data);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void write(KanModel model, DataOutputStream data) throws IOException {
    KanNetwork network = model.network();
    data.writeUTF(network.baseFunction().label());
    data.writeUTF(network.extrapolation().label());
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      data.writeInt(layer.sumNodes());
      data.writeInt(layer.productNodes());
      for (int i = 0; i < layer.inputs(); i++) {
        for (int j = 0; j < layer.sums(); j++) {
          data.writeBoolean(layer.isLive(i, j));
        }
      }
      for (SymbolicEdge edge : layer.symbolicEdges()) {
        data.writeInt(edge.input());
        data.writeInt(edge.sum());
        data.writeUTF(edge.function().name());
      }
    }
    StateWriter writer = new StateWriter(data);
    writer.write(new KnotChange(network, model.parameters()));
    writer.write(model.featureMap().shift());
    writer.write(model.featureMap().scale());
    for (int n = 0; n < network.outputs(); n++) {
      data.writeDouble(model.labelScale().shift(n));
      data.writeDouble(model.labelScale().scale(n));
    }
  }
}
