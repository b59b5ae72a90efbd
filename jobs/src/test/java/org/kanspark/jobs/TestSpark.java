package org.kanspark.jobs;

import org.apache.spark.sql.SparkSession;
import org.kanspark.jobs.session.Session;

/** Gives tests one session for the whole run; the command joins it. */
public final class TestSpark {
  private TestSpark() {}

  /** Returns the session. It ends with the process. */
  public static SparkSession session() {
    System.setProperty(Session.MASTER_PROPERTY, "local[2]");
    System.setProperty("spark.sql.shuffle.partitions", "2");
    return Session.open("tests").spark();
  }
}
