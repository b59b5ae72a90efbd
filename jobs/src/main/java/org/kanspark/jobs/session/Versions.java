package org.kanspark.jobs.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.package$;
import org.kanspark.kernel.ops.Kernels;

/** Says what is running. */
public final class Versions {
  private Versions() {}

  /** Returns the version of this project, from the manifest of its jar. */
  public static String kan() {
    String version = Versions.class.getPackage().getImplementationVersion();
    return version == null ? "built from classes" : version;
  }

  /** Returns the version of Spark. */
  public static String spark() {
    return package$.MODULE$.SPARK_VERSION();
  }

  /** Returns the version and maker of the Java virtual machine. */
  public static String java() {
    return System.getProperty("java.vm.version")
        + " ("
        + System.getProperty("java.vm.vendor")
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ")";
  }

  /** Returns all versions, and which kernel runs and why, by what they are of. */
  public static Map<String, String> all() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("kan", kan());
    versions.put("Spark", spark());
    versions.put("Scala", scala.util.Properties.versionNumberString());
    versions.put("Java", java());
    versions.put("kernel", Kernels.get().description() + ": " + Kernels.reason());
    return versions;
  }
}
