package org.kanspark.jobs.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.zip.ZipException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.kanspark.jobs.TestSpark;
import org.kanspark.jobs.error.UserError;

class SparkFailuresTest {
  private static String explained(Throwable failure) {
    String line = SparkFailures.explain(failure).orElseThrow().line();
    assertThat(line).doesNotContain("\n", "SQLSTATE", "== SQL");
    return line;
  }

  private static String explainedQuery(String query) {
    return explained(catchThrowable(() -> TestSpark.session().sql(query).collectAsList()));
  }

  @Test
  void explainsWhatSparkSaysOfQueriesAndValues() {
    assertThat(explainedQuery("select nothing from range(3)")).contains("nothing");
    assertThat(explainedQuery("select )")).contains("yntax error");
    assertThat(explainedQuery("select cast(concat('a', id) as int) from range(3)"))
        .startsWith("The value 'a");
    assertThat(explainedQuery("select 1 / id from range(3)"))
        .startsWith("Division by zero")
        .doesNotContain("ansi");
  }

  @Test
  void explainsWhatFileSystemsSay() {
    Throwable wrapped = new IllegalStateException(new FileNotFoundException("/data/x.csv"));
    assertThat(explained(wrapped)).isEqualTo("no such file: /data/x.csv");
    assertThat(explained(new AccessControlException("/data"))).isEqualTo("access denied: /data");
    assertThat(explained(new ZipException("not in GZIP format"))).contains("not in GZIP format");
  }

  @Test
  void passesOnWhatIsAlreadyALine() {
    UserError error = new UserError("first\n  second");
    assertThat(explained(new RuntimeException(error))).isEqualTo("first second");
  }

  @Test
  void leavesOtherFailuresAlone() {
    assertThat(SparkFailures.explain(new IllegalStateException("a defect"))).isEmpty();
    assertThat(SparkFailures.explain(new IOException("disk full"))).isEmpty();
  }

  @Test
  void namesAJavaThatCannotRunSpark() {
    Session.requireJava(17);
    Session.requireJava(21);
    assertThatThrownBy(() -> Session.requireJava(25))
        .isInstanceOf(UserError.class)
        .hasMessage("Spark does not run on Java 25: use Java 17 or 21 (set JAVA_HOME)");
  }
}
