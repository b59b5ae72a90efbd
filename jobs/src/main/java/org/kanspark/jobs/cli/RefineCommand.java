package org.kanspark.jobs.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.kanspark.jobs.error.UserError;
import org.kanspark.kernel.train.Refinement;
import org.kanspark.spark.interpret.KANModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a model a finer grid. */
@Command(
    name = "refine",
    description = {
      "Writes the same model on a finer grid, to train on from; needs no rows.",
      "Predictions stay the same where the new grid is a multiple of the old."
    })
final class RefineCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ModelChange model = new ModelChange();

  @Option(
      names = "--grid",
      required = true,
      paramLabel = "G",
      description = "Number of grid intervals, more than the model has.")
  private int grid;

  RefineCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    model.run(
        console,
        "kan refine",
        (spark, before) -> {
          int old = Refinement.gridSize(before.kan().kanModel().network());
          if (grid == old) {
            throw new UserError("grid " + grid + " is the model's already, accepted: > " + old);
          }
          KANModel<?> finer = before.kan().refine(grid);
          console.out().println("grid " + old + " -> " + grid);
          return before.with(finer);
        });
    return 0;
  }
}
