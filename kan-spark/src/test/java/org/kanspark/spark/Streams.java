package org.kanspark.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Transforms streams in memory, as MLlib's tests do with every transformer. */
public final class Streams {
  private Streams() {}

  /**
   * Checks that a stream of rows, which arrive in two batches, gets the columns that the same rows
   * get as a table.
   *
   * @param columns those to compare, in which every row of a table differs from the others
   */
  public static void assertSameAsBatch(
      Transformer model, List<Row> rows, StructType schema, String... columns) throws Exception {
    Column[] compared = Arrays.stream(columns).map(Column::new).toArray(Column[]::new);
    List<Row> expected =
        model
            .transform(TestSpark.session().createDataFrame(rows, schema))
            .select(compared)
            .collectAsList();
    MemoryStream<Row> stream =
        MemoryStream.apply(0, TestSpark.session(), Option.empty(), Encoders.row(schema));
    Dataset<Row> transformed = model.transform(stream.toDF()).select(compared);
    assertThat(transformed.isStreaming()).isTrue();
    String name = "stream_" + UUID.randomUUID().toString().replace("-", "");
    StreamingQuery query = transformed.writeStream().format("memory").queryName(name).start();
    try {
      for (List<Row> batch :
          List.of(rows.subList(0, rows.size() / 3), rows.subList(rows.size() / 3, rows.size()))) {
        stream.addData(CollectionConverters.asScala(batch).toSeq());
        query.processAllAvailable();
      }
    } finally {
      query.stop();
    }
    assertThat(TestSpark.session().table(name).collectAsList())
        .hasSameSizeAs(rows)
        .containsExactlyInAnyOrderElementsOf(expected);
  }
}
