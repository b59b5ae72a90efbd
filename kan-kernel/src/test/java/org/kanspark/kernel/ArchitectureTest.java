package org.kanspark.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.kanspark.kernel",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /**
   * A class loaded without the incubator module must not link against it: names tell the two apart.
   */
  private static final DescribedPredicate<JavaClass> VECTOR_CLASSES =
      DescribedPredicate.describe(
          "classes named Vector*, and those nested in them",
          type -> {
            String name = type.getName().substring(type.getPackageName().length() + 1);
            return name.startsWith("Vector");
          });

  @ArchTest
  static final ArchRule kernelIsPlainJava =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "jdk.incubator.vector..",
              "org.jspecify..",
              "org.kanspark.kernel..",
              "org.apache.commons.math3..")
          .because("the mathematics must run and be tested without Spark, Scala, Hadoop or Breeze");

  @ArchTest
  static final ArchRule onlySymbolicFitsUseCommonsMath =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.kanspark.kernel.symbolic..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.commons.math3..");

  @ArchTest
  static final ArchRule formulasStandAlone =
      classes()
          .that()
          .resideInAPackage("org.kanspark.kernel.formula..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "org.kanspark.kernel.formula..")
          .because("formulas are built from trees and functions, whatever these stand for");

  @ArchTest
  static final ArchRule symbolicFitsKnowOnlyCurves =
      classes()
          .that()
          .resideInAPackage("org.kanspark.kernel.symbolic..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "org.apache.commons.math3..",
              "org.kanspark.kernel.formula..",
              "org.kanspark.kernel.symbolic..");

  @ArchTest
  static final ArchRule optimizersKnowOnlyArrays =
      classes()
          .that()
          .resideInAPackage("org.kanspark.kernel.optim..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "org.kanspark.kernel.optim..");

  @ArchTest
  static final ArchRule onlyVectorClassesUseTheIncubatorModule =
      noClasses()
          .that(DescribedPredicate.not(VECTOR_CLASSES))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("org.kanspark.kernel.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noStaticMutableState =
      fields()
          .that()
          .areStatic()
          .should()
          .beFinal()
          .because("several fits may run in one JVM at the same time");
}
