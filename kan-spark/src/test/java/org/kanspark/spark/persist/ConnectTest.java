package org.kanspark.spark.persist;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.FaultyFileSystem;
import org.kanspark.spark.TestSpark;

/** Does what a Spark Connect server does with stages, as far as that can be done without one. */
class ConnectTest {
  @TempDir Path folder;

  private static Set<String> stages(Class<?> kind) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.kanspark");
    return classes.stream()
        .filter(type -> type.isAssignableTo(kind))
        .filter(type -> !type.isInterface())
        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .map(JavaClass::getName)
        .collect(Collectors.toSet());
  }

  private static <S extends Identifiable> Set<String> loaded(Class<S> service) {
    // Spark makes one of each to know its class.
    return ServiceLoader.load(service).stream()
        .filter(provider -> provider.type().getName().startsWith("org.kanspark."))
        .map(provider -> provider.get().getClass().getName())
        .collect(Collectors.toSet());
  }

  @Test
  void serviceLoadersFindEveryStage() {
    assertThat(loaded(Estimator.class))
        .isEqualTo(stages(Estimator.class))
        .contains(KANRegressor.class.getName());
    assertThat(loaded(Transformer.class))
        .isEqualTo(stages(Transformer.class))
        .contains(KANRegressionModel.class.getName());
    assertThat(new KANRegressionModel().predict(Vectors.dense(3))).isZero();
  }

  /** The default file system is another one meanwhile: local means local all the same. */
  @Test
  void localDisksServeWhateverTheDefaultFileSystem() throws Exception {
    Dataset<Row> train = TestSpark.frame(List.of(TestSpark.wave(60)), TestSpark.SCHEMA);
    KANRegressionModel model = new KANRegressor().setMaxIter(1).fit(train);
    KANRegressor kan = new KANRegressor().setMaxIter(1).setInitialModel(model);
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {kan});
    PipelineModel fitted = pipeline.fit(train);
    Configuration configuration = TestSpark.session().sparkContext().hadoopConfiguration();
    FaultyFileSystem.register();
    String before = configuration.get("fs.defaultFS");
    configuration.set("fs.defaultFS", "kantest:///");
    FaultyFileSystem.fill("");
    try {
      String path = folder.resolve("model").toString();
      model.write().saveToLocal(path);
      model.write().overwrite().saveToLocal(path);
      assertThat(Files.isRegularFile(folder.resolve("model/metadata"))).isTrue();
      assertThat(KANRegressionModel.read().loadFromLocal(path).exportJson())
          .isEqualTo(model.exportJson());
      kan.write().saveToLocal(path + "-estimator");
      assertThat(
              KANRegressor.read().loadFromLocal(path + "-estimator").getInitialModel().exportJson())
          .isEqualTo(model.exportJson());
      fitted.write().saveToLocal(path + "-pipeline");
      PipelineModel again = PipelineModel.read().loadFromLocal(path + "-pipeline");
      assertThat(((KANRegressionModel) again.stages()[0]).exportJson())
          .isEqualTo(((KANRegressionModel) fitted.stages()[0]).exportJson());
    } finally {
      configuration.set("fs.defaultFS", before);
      FaultyFileSystem.register();
    }
  }
}
