package org.kanspark.jobs.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.scheduler.ExternalClusterManager;
import org.kanspark.jobs.error.UserError;

/** Finds out whether a master can be had, before Spark tries for a minute and logs three pages. */
final class Masters {
  private static final Pattern LOCAL = Pattern.compile("local(-cluster)?(\\[.*)?");
  private static final Pattern WITHOUT_THREADS = Pattern.compile("local\\[0+(,.*)?]");
  private static final Pattern STANDALONE = Pattern.compile("spark://(.+)");
  private static final Pattern HOST_AND_PORT = Pattern.compile("(.+):(\\d{1,5})");
  private static final int LARGEST_PORT = 65_535;
  private static final int PATIENCE_MILLIS = 10_000;

  private Masters() {}

  /**
   * Checks a master.
   *
   * @throws UserError if its URL is not accepted, its module is not there, or nobody answers
   */
  static void require(String master) {
    Matcher standalone = STANDALONE.matcher(master);
    if (standalone.matches()) {
      requireAnswer(master, standalone.group(1).split(","));
    } else if (WITHOUT_THREADS.matcher(master).matches()) {
      throw new UserError("master " + master + " has no thread, accepted: local[n] with n >= 1");
    } else if (!LOCAL.matcher(master).matches() && !hasModule(master)) {
      throw notAccepted(master);
    }
  }

  /** Makes the error for a URL that Spark, as it is here, cannot use. */
  static UserError notAccepted(String master) {
    boolean elsewhere = master.startsWith("yarn") || master.startsWith("k8s");
    return new UserError(
        "cannot start Spark on master "
            + master
            + (elsewhere
                ? ": run jobs/target/kan-jobs.jar with the spark-submit of an installation that has"
                    + " it"
                : ": accepted are local[n], local[*], local-cluster[n,cores,MB] and"
                    + " spark://host:port"));
  }

  private static boolean hasModule(String master) {
    return ServiceLoader.load(ExternalClusterManager.class).stream()
        .anyMatch(manager -> manager.get().canCreate(master));
  }

  /** One of several masters, the one that leads or the one that waits, is enough. */
  private static void requireAnswer(String master, String[] addresses) {
    String reason = "";
    for (String address : addresses) {
      Matcher parts = HOST_AND_PORT.matcher(address);
      if (!parts.matches() || Integer.parseInt(parts.group(2)) > LARGEST_PORT) {
        throw notAccepted(master);
      }
      try (Socket socket = new Socket()) {
        int port = Integer.parseInt(parts.group(2));
        socket.connect(new InetSocketAddress(parts.group(1), port), PATIENCE_MILLIS);
        return;
      } catch (UnknownHostException e) {
        reason = "there is no host " + parts.group(1);
      } catch (IOException e) {
        reason = String.valueOf(e.getMessage());
      }
    }
    throw new UserError(
        "nobody answers at %s (%s); kan cluster start brings up a cluster on this machine"
            .formatted(master, reason));
  }
}
