package org.kanspark.jobs.session;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.kanspark.jobs.error.UserError;

/**
 * Holds the Spark session of one command.
 *
 * <p>Under spark-submit, which names a master, everything is as spark-submit says. Otherwise Spark
 * runs inside this process: the system property {@code kan.master} names the master ({@code
 * local[*]} if it does not), {@code kan.sparkDefaults} a file of settings in the format of
 * spark-defaults.conf. A session that was there before is used and left running, so that a notebook
 * keeps its own.
 */
public final class Session implements AutoCloseable {
  /** Names the master of an embedded session. */
  public static final String MASTER_PROPERTY = "kan.master";

  private static final String DEFAULTS_PROPERTY = "kan.sparkDefaults";
  private static final int FIRST_JAVA_WITHOUT_SPARK = 24;

  private final SparkSession spark;
  private final boolean own;

  private Session(SparkSession spark, boolean own) {
    this.spark = spark;
    this.own = own;
  }

  /**
   * Starts or joins a session.
   *
   * @param name what the Spark UI calls the application
   * @throws UserError if this Java cannot run Spark, the settings cannot be read, or the master
   *     cannot be had
   */
  public static Session open(String name) {
    if (!SparkSession.getDefaultSession().isEmpty()) {
      return new Session(SparkSession.builder().getOrCreate(), false);
    }
    requireJava(Runtime.version().feature());
    SparkConf conf = new SparkConf();
    if (!conf.contains("spark.master")) {
      embed(conf);
    }
    conf.setIfMissing("spark.app.name", name);
    return new Session(start(conf), true);
  }

  /** Returns Spark's own session. */
  public SparkSession spark() {
    return spark;
  }

  /** Stops the session if {@link #open} started it. */
  @Override
  public void close() {
    if (own) {
      spark.stop();
    }
  }

  /** Hadoop asks Java's security manager for the current user; Java 24 took that away. */
  static void requireJava(int version) {
    if (version >= FIRST_JAVA_WITHOUT_SPARK) {
      throw new UserError(
          "Spark does not run on Java " + version + ": use Java 17 or 21 (set JAVA_HOME)");
    }
  }

  private static void embed(SparkConf conf) {
    String file = System.getProperty(DEFAULTS_PROPERTY);
    if (file != null && !file.isEmpty()) {
      defaults(Path.of(file)).forEach((key, value) -> conf.setIfMissing((String) key, value + ""));
    }
    String master = System.getProperty(MASTER_PROPERTY);
    if (master != null && !master.isEmpty()) {
      conf.setMaster(master);
    }
    conf.setIfMissing("spark.master", "local[*]");
    String chosen = conf.get("spark.master");
    FailureLogs.silence(chosen);
    if (!chosen.matches("local(\\[.*)?")) {
      ownJar().ifPresent(jar -> conf.setIfMissing("spark.jars", jar));
    }
  }

  /** Executors in other processes need the jar that this class came from. */
  private static Optional<String> ownJar() {
    CodeSource source = Session.class.getProtectionDomain().getCodeSource();
    return Optional.ofNullable(source)
        .map(code -> code.getLocation().toString())
        .filter(location -> location.endsWith(".jar"));
  }

  private static Properties defaults(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError("cannot read the Spark settings in " + file + ": " + e.getMessage(), e);
    }
    properties.replaceAll((key, value) -> value.toString().strip());
    return properties;
  }

  private static SparkSession start(SparkConf conf) {
    String master = conf.get("spark.master");
    Masters.require(master);
    try {
      return SparkSession.builder().config(conf).getOrCreate();
    } catch (Exception e) { // Scala code throws checked exceptions without declaring them.
      if (String.valueOf(e.getMessage()).startsWith("Could not parse Master URL")) {
        throw Masters.notAccepted(master);
      }
      if (!master.startsWith("local")) {
        throw new UserError("Spark master " + master + " does not answer or refuses", e);
      }
      throw e;
    }
  }
}
