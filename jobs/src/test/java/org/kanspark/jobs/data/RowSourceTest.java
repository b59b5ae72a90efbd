package org.kanspark.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.jobs.TestSpark;
import org.kanspark.jobs.config.JobSettings;
import org.kanspark.jobs.error.UserError;

class RowSourceTest {
  private final SparkSession spark = TestSpark.session();

  @TempDir private Path folder;

  private RowSource open(String csv, String... overrides) throws IOException {
    Path rows = Files.writeString(folder.resolve("rows.csv"), csv);
    Path conf =
        Files.writeString(
            folder.resolve("job.conf"),
            "input { path = \"" + rows + "\", label = y }\noutput.path = out");
    return RowSource.open(spark, JobSettings.load(conf, List.of(overrides), name -> null).input());
  }

  private AbstractStringAssert<?> refused(String csv, String... overrides) {
    UserError error = catchThrowableOfType(UserError.class, () -> open(csv, overrides));
    return assertThat(error.line()).doesNotContain("\n");
  }

  @Test
  void takesEveryColumnWithoutARoleAsFeature() throws IOException {
    RowSource source = open("a,y,b,w\n1,2,3,1\n2,3,4,1\n", "input.weight=w");
    assertThat(source.roles().features()).containsExactly("a", "b");
    assertThat(source.roles().weight()).isEqualTo("w");
  }

  @Test
  void takesColumnsOutOfAll() throws IOException {
    RowSource source = open("id,y,b\n1,2,3\n2,3,4\n", "input.features=[\"*\", \"-id\"]");
    assertThat(source.roles().features()).containsExactly("b");
  }

  @Test
  void readsNamesWithDotsAndBlanks() throws IOException {
    RowSource source = open("a.b, c d,y\n1,2,3\n2,3,4\n", "input.testFraction=0");
    assertThat(source.roles().features()).containsExactly("a.b", "c d");
    assertThat(source.division().train().columns()).containsExactly("a_b", "c d", "y");
    refused("a.b,a_b,y\n1,2,3\n2,3,4\n").contains("\"a.b\"").contains("\"a_b\"");
  }

  @Test
  void tellsSeparatorsByTheFirstLine() throws IOException {
    RowSource semicolons = open("a;b;y\n1;2;3\n2;3;4\n", "input.testFraction=0");
    assertThat(semicolons.roles().features()).containsExactly("a", "b");
    assertThat(semicolons.division().train().select("b").collectAsList())
        .containsExactlyInAnyOrder(RowFactory.create(2.0), RowFactory.create(3.0));
    assertThat(open("a\tb c\ty\n1\t2\t3\n2\t3\t4\n").roles().features())
        .containsExactly("a", "b c");
    RowSource unnamed =
        open("1;2;3\n2;3;4\n", "input.header=false", "input.label=_c2", "input.testFraction=0");
    assertThat(unnamed.roles().features()).containsExactly("_c0", "_c1");
    refused("a;b;y\n1;2;3\n1;2\n").contains("another number of fields");
  }

  @Test
  void saysThatAHeaderMayBeMissing() {
    refused("1,2,3.5\n4,5,6\n").contains("has no column \"y\"").contains("input.header = false");
    refused("a,2e-3,b\n4,5,6\n").doesNotContain("input.header");
    refused("0,0,1\n4,5,6\n").contains("twice").contains("input.header = false");
    refused("a,y\n1,2\n1,\n").contains("rows without a label have to be left out");
    refused("a,y\n1,2\n1,red\n").contains("model.task = classification");
  }

  @Test
  void namesATextInANumericColumn() {
    refused("a,b,y\n1,2,3\nx,2,3\n4,5,6\nz,1,1\n")
        .contains("rows.csv: column \"a\" has 2 of 4 values that are not finite numbers")
        .contains("the first is \"x\"")
        .contains("input.categorical");
    refused("a,y\n12f,3\n1,2\n").contains("\"12f\"").doesNotContain("handleInvalid");
    refused("a,y\nx,3\nNA,2\n").contains("the first is \"x\"").contains("handleInvalid = keep");
  }

  @Test
  void namesNotANumberInfinityAndNull() {
    refused("a,y\n1,3\nNaN,3\n").contains("column \"a\" has 1 of 2").contains("\"NaN\"");
    refused("a,y\n1,3\n-Infinity,3\n").contains("\"-Infinity\"");
    refused("a,b,y\n1,1,3\n1,,3\n").contains("column \"b\"").contains("an empty value (null)");
    refused("a,y\n1,3\n1,\n").contains("column \"y\"").contains("an empty value (null)");
    refused("a,y\n1,3\n1,1e999\n").contains("column \"y\"").contains("\"1e999\"");
  }

  @Test
  void refusesNegativeWeights() {
    refused("a,y,w\n1,3,1\n1,2,-1\n", "input.weight=w")
        .contains("column \"w\" has 1 of 2 values that are not finite numbers of at least 0");
  }

  @Test
  void refusesAHeaderWithOneNameTwice() {
    refused("a,A,y\n1,2,3\n").contains("the header has column \"A\" twice");
  }

  @Test
  void namesLinesWithAnotherNumberOfFields() {
    refused("a,b,y\n1,2,3\n4,5\n1,2,3,4\n")
        .contains("2 lines have another number of fields than the 3 columns, the first is: 4,5");
  }

  @Test
  void namesAMissingColumn() {
    refused("a,Y\n1,3\n1,2\n")
        .startsWith("input.label: ")
        .contains("has no column \"y\"; did you mean Y?")
        .contains("its columns: a, Y");
    refused("\"a, b\",z\n1,3\n1,2\n").contains("its columns: \"a, b\", z");
    refused("a,y\n1,3\n1,2\n", "input.features=[b]").startsWith("input.features: ");
    refused("a,y\n1,3\n1,2\n", "input.weight=w").startsWith("input.weight: ");
    refused("a,y\n1,3\n1,2\n", "input.splitColumn=s").startsWith("input.splitColumn: ");
    refused("a,y\n1,3\n1,2\n", "input.categorical=c").startsWith("input.categorical: ");
  }

  @Test
  void refusesTwoRolesForAColumn() {
    refused("a,y\n1,3\n1,2\n", "input.weight=y").contains("already has another role");
    refused("a,y\n1,3\n1,2\n", "input.features=[y]").contains("already has another role");
    refused("a,b,y\n1,3,1\n1,2,3\n", "input.features=[a]", "input.categorical=b")
        .contains("not among input.features");
    refused("y\n1\n2\n").contains("no column is left to predict from");
  }

  @Test
  void refusesAnEmptyTableAndASingleRow() {
    refused("").contains("rows.csv is empty");
    refused("a,y\n").contains("rows.csv has no rows");
    refused("a,y\n1,2\n").contains("has one row");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    refused("a,y\n1,2\n", "input.path=/nowhere/rows.csv")
        .isEqualTo("no such file: /nowhere/rows.csv");
    refused("a,y\n1,2\n", "input.path=nothing", "input.format=table")
        .startsWith("there is no table nothing");
  }

  @Test
  void readsJsonParquetAndTables() throws IOException {
    spark
        .sql("select 1.5 as a, true as b, 2 as y union all select 3, false, 4")
        .write()
        .mode("overwrite")
        .parquet(folder.resolve("p").toString());
    assertThat(open("", "input.path=" + folder.resolve("p")).roles().features())
        .containsExactly("a", "b");
    Path json =
        Files.writeString(folder.resolve("r.json"), "{\"a\":1,\"y\":2}\n{\"a\":2,\"y\":3}\n");
    assertThat(open("", "input.path=" + json).roles().features()).containsExactly("a");
    spark.read().json(json.toString()).createOrReplaceTempView("numbers");
    assertThat(open("", "input.path=numbers", "input.format=table").roles().features())
        .containsExactly("a");
  }

  @Test
  void refusesColumnsOfOtherTypes() throws IOException {
    String path = folder.resolve("t").toString();
    spark.sql("select array(1) as a, 2 as y").write().parquet(path);
    refused("", "input.path=" + path).contains("column \"a\" is of type array<int>");
  }
}
