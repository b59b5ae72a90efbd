package org.kanspark.spark.param;

/**
 * Lends a uid to the superclass constructors of a stage.
 *
 * <p>Spark's constructors create parameters with {@code this.uid()} before the Java field that
 * holds the uid can have been assigned. A stage therefore deposits its uid while the arguments of
 * {@code this(EarlyUid.lend(uid))} are evaluated, answers {@code uid()} with {@link #current} until
 * its field is set, and takes the uid back from the token:
 *
 * <pre>{@code
 * public Stage(String uid) { this(EarlyUid.lend(uid)); }
 * private Stage(EarlyUid early) { super(); this.uid = early.takeBack(); }
 * public String uid() { return uid != null ? uid : EarlyUid.current(); }
 * }</pre>
 */
public final class EarlyUid {
  private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

  private final String uid;

  private EarlyUid(String uid) {
    this.uid = uid;
  }

  /** Makes a uid visible to {@link #current} on this thread. */
  public static EarlyUid lend(String uid) {
    CURRENT.set(uid);
    return new EarlyUid(uid);
  }

  /**
   * Returns the uid of the stage under construction on this thread.
   *
   * @throws IllegalStateException if no stage is under construction
   */
  public static String current() {
    String uid = CURRENT.get();
    if (uid == null) {
      throw new IllegalStateException("no stage is under construction on this thread");
    }
    return uid;
  }

  /** Ends the loan and returns the uid. */
  public String takeBack() {
    CURRENT.remove();
    return uid;
  }
}
