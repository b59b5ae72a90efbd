package org.kanspark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.kanspark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule libraryDoesNotKnowItsJobs =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.kanspark.jobs..");

  @ArchTest
  static final ArchRule kernelKnowsNothingAboveIt =
      noClasses()
          .that()
          .resideInAPackage("org.kanspark.kernel..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark..",
              "org.apache.hadoop..",
              "org.apache.logging..",
              "scala..",
              "org.kanspark.spark..",
              "org.kanspark.regression..");

  @ArchTest
  static final ArchRule onlyTheKernelUsesTheIncubatorModule =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.kanspark.kernel..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..");

  @ArchTest
  static final ArchRule nothingUsesBreeze =
      noClasses().should().dependOnClassesThat().resideInAPackage("breeze..");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("org.kanspark.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noStaticMutableState =
      fields()
          .that()
          .areStatic()
          .should()
          .beFinal()
          .because("several fits may run in one JVM at the same time");
}
