package org.kanspark.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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
          .resideInAnyPackage("org.kanspark.spark..", "org.kanspark.regression..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("scala.collection..", "org.json4s..", "breeze..");
}
