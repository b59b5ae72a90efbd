package org.kanspark.jobs.bench.accuracy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Reads the points of one function from a file of many, whose column {@code split} tells training
 * from test rows.
 *
 * @param file csv file in the data folder
 * @param key column that names the function
 * @param function the function's name there
 * @param inputs columns of the arguments
 * @param label column of the function's value
 */
record SampledProblem(String file, String key, String function, List<String> inputs, String label)
    implements Problem {

  @Override
  public int features() {
    return inputs.size();
  }

  @Override
  public Rows rows(SparkSession spark, Path folder, long seed) {
    Dataset<Row> rows =
        spark
            .read()
            .option("header", true)
            .csv(folder.resolve(file).toString())
            .filter(functions.col(key).equalTo(function));
    return new Rows(part(rows, "train"), part(rows, "test"));
  }

  private Dataset<Row> part(Dataset<Row> rows, String split) {
    // A file may call an argument what we call the label.
    String[] names =
        IntStream.rangeClosed(1, inputs.size()).mapToObj(i -> "x" + i).toArray(String[]::new);
    Column[] numbers = new Column[inputs.size() + 1];
    for (int i = 0; i < inputs.size(); i++) {
      numbers[i] = functions.col(inputs.get(i)).cast("double").as(names[i]);
    }
    numbers[inputs.size()] = functions.col(label).cast("double").as(LABEL);
    return Problem.assemble(
        rows.filter(functions.col("split").equalTo(split)).select(numbers), names);
  }
}
