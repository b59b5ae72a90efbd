package org.kanspark.jobs.cli;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.model.KanPipeline;
import org.kanspark.jobs.picture.Png;
import org.kanspark.jobs.session.Session;
import org.kanspark.kernel.view.NetworkOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws the network of a model. */
@Command(
    name = "plot",
    description = "Draws a model: its nodes and the curve of every edge, as dark as it matters.")
final class PlotCommand implements Callable<Integer> {
  private static final double PNG_SCALE = 2;

  /** The formats of pictures. */
  enum Format {
    svg,
    png
  }

  private final Console console;

  @Mixin private ModelOption model = new ModelOption();

  @Mixin private OutputFileOption output = new OutputFileOption();

  @Option(
      names = "--format",
      paramLabel = "svg|png",
      description = "Format; by default what the file's name says: .svg .png.")
  private @Nullable Format format;

  @Option(names = "--title", paramLabel = "TEXT", description = "Title above the picture.")
  private String title = "";

  @Option(
      names = "--beta",
      paramLabel = "x",
      defaultValue = "3",
      description = "Opacity of an edge is tanh(x * score); 3 by default.")
  private double beta;

  @Option(names = "--masked", description = "Draw pruned edges too, faint and dashed.")
  private boolean masked;

  PlotCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    NetworkOptions options = options();
    boolean png = isPng();
    model.mustNotHoldFile(output.path());
    try (Session session = Session.open("kan plot")) {
      KanPipeline loaded = model.load(session.spark());
      String svg = svg(loaded, options);
      output.write(
          png ? Png.of(svg, PNG_SCALE) : svg.getBytes(StandardCharsets.UTF_8), session.spark());
      console.interruption().written(output.path());
    }
    console.out().println("network drawn to " + output.path());
    return 0;
  }

  private NetworkOptions options() {
    try {
      return NetworkOptions.defaults().withTitle(title).withMasked(masked).withBeta(beta);
    } catch (IllegalArgumentException e) {
      throw new UserError("--beta: " + e.getMessage(), e);
    }
  }

  private static String svg(KanPipeline loaded, NetworkOptions options) {
    try {
      return loaded.kan().plotSvg(options);
    } catch (IllegalStateException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private boolean isPng() {
    if (format == null && !output.endsWith(".png") && !output.endsWith(".svg")) {
      throw new UserError(
          "--format is missing, and " + output.fileName() + " ends in none of .svg, .png");
    }
    return format == null ? output.endsWith(".png") : format == Format.png;
  }
}
