package org.kanspark.kernel.view;

import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.view.NetworkView.Status;

/** Writes under a network what its colours mean and what is left out. */
final class NetworkNotes {
  private static final double SAMPLE = 22;
  private static final double SAMPLE_GAP = 6;
  private static final double KEY_GAP = 20;

  private final NetworkSelection selection;
  private final Palette palette;
  private final List<String> sentences;

  NetworkNotes(
      NetworkView network, NetworkSelection selection, NetworkOptions options, double width) {
    this.selection = selection;
    this.palette = options.palette();
    List<String> facts = new ArrayList<>();
    if (selection.hiddenEdges() > 0) {
      facts.add(
          Figures.count(selection.hiddenEdges())
              + " of "
              + Figures.count(selection.liveEdges())
              + " edges hidden: the strongest of each layer are drawn.");
    }
    if (selection.hiddenNodes() > 0) {
      facts.add(Figures.count(selection.hiddenNodes()) + " nodes hidden.");
    }
    if (selection.hiddenMasked() > 0) {
      long masked = selection.hiddenMasked();
      facts.add(
          Figures.count(masked) + (masked == 1 ? " pruned edge" : " pruned edges") + " not drawn.");
    }
    double room = width - 2 * NetworkLayout.MARGIN;
    sentences =
        facts.isEmpty()
            ? List.of()
            : TextWidth.wrap(String.join(" ", facts), NetworkLayout.NOTE_SIZE, room);
  }

  private boolean hasKeys() {
    return selection.draws(Status.SYMBOLIC) || selection.draws(Status.MASKED);
  }

  /** Returns how many lines are written. */
  int lines() {
    return sentences.size() + (hasKeys() ? 1 : 0);
  }

  void draw(Svg svg, double top) {
    double baseline = top + NetworkLayout.NOTE_SIZE;
    if (hasKeys()) {
      double x = NetworkLayout.MARGIN;
      x = key(svg, x, baseline, Status.ACTIVE, "spline", palette.ink());
      x = key(svg, x, baseline, Status.SYMBOLIC, "symbolic", palette.symbolic());
      key(svg, x, baseline, Status.MASKED, "pruned", palette.muted());
      baseline += NetworkLayout.NOTE_LINE;
    }
    for (String sentence : sentences) {
      svg.text(NetworkLayout.MARGIN, baseline, NetworkLayout.NOTE_SIZE);
      svg.set("fill", palette.muted()).end(sentence);
      baseline += NetworkLayout.NOTE_LINE;
    }
  }

  private double key(
      Svg svg, double x, double baseline, Status status, String name, String colour) {
    if (!selection.draws(status)) {
      return x;
    }
    double y = baseline - 4;
    svg.line(x, y, x + SAMPLE, y).set("stroke", colour).set("stroke-width", 2.2);
    if (status == Status.MASKED) {
      svg.set("stroke-dasharray", "3 3");
    }
    svg.end();
    double text = x + SAMPLE + SAMPLE_GAP;
    svg.text(text, baseline, NetworkLayout.NOTE_SIZE).set("fill", palette.muted()).end(name);
    return text + TextWidth.of(name, NetworkLayout.NOTE_SIZE) + KEY_GAP;
  }
}
