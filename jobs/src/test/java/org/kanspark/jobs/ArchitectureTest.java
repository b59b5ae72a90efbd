package org.kanspark.jobs;

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
  static final ArchRule nothingBelowKnowsTheJobs =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.kanspark.jobs..", "org.kanspark.examples..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.kanspark.jobs..");

  @ArchTest
  static final ArchRule nothingDependsOnExamples =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.kanspark.examples..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.kanspark.examples..");

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
  static final ArchRule commandLineStaysInTheJobs =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.kanspark.jobs..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..", "com.typesafe.config..", "me.tongfei..");

  @ArchTest
  static final ArchRule onlyPicturesUseAwt =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.kanspark.jobs.picture..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.awt..", "javax.imageio..", "com.github.weisj..")
          .because("pictures are made on drivers without a display");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("org.kanspark.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule roomsOfTheJobsAreFreeOfCycles =
      slices().matching("org.kanspark.jobs.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule noStaticMutableState =
      fields()
          .that()
          .areStatic()
          .should()
          .beFinal()
          .because("a command must not leave traces for the next one in the same JVM");
}
