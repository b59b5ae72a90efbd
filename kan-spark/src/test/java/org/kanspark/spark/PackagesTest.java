package org.kanspark.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.util.Instrumentation;
import org.junit.jupiter.api.Test;

/** Holds the directions of dependencies, and what lets one jar serve several Spark versions. */
@AnalyzeClasses(packages = "org.kanspark", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.kanspark.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule parametersAndBlocksAreLeaves =
      noClasses()
          .that()
          .resideInAnyPackage("org.kanspark.spark.param..", "org.kanspark.spark.block..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.kanspark.spark.aggregate..",
              "org.kanspark.spark.training..",
              "org.kanspark.spark.persist..",
              "org.kanspark.regression..");

  @ArchTest
  static final ArchRule stagesAreTheTop =
      noClasses()
          .that()
          .resideInAPackage("org.kanspark.spark..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.kanspark.regression..");

  // Scala's Seq is another class in Scala 2.12, json4s another version in Spark 3.5.
  @ArchTest
  static final ArchRule oneJarForSeveralSparks =
      noClasses()
          .that()
          .resideInAPackage("org.kanspark..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("scala.collection..", "org.json4s..", "breeze..");

  @ArchTest
  static final ArchRule callsOfOneJarForSeveralSparks =
      classes().that().resideInAPackage("org.kanspark..").should(CallsInEverySpark.CONDITION);

  @Test
  void callsThatAnotherSparkWouldNotFindAreFound() {
    EvaluationResult result =
        classes()
            .should(CallsInEverySpark.CONDITION)
            .evaluate(new ClassFileImporter().importClasses(CallsOfOneSparkOnly.class));
    assertThat(result.getFailureReport().getDetails())
        .hasSize(2)
        .anyMatch(line -> line.contains("logParams") && line.contains("scala.collection"))
        .anyMatch(line -> line.contains("jValueEncode") && line.contains("org.json4s"));
  }

  /** Calls what Spark 4 with Scala 2.13 alone has, without naming a type of it. */
  static final class CallsOfOneSparkOnly {
    private CallsOfOneSparkOnly() {}

    static Object call(Instrumentation log, double value) {
      log.logParams(null, null);
      return DoubleParam.jValueEncode(value);
    }
  }
}
