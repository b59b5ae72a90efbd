package org.kanspark.jobs.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.jobs.error.UserError;

class MastersTest {
  private static String refused(String master) {
    return catchThrowableOfType(UserError.class, () -> Masters.require(master)).line();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[2]", "local[*]", "local[2,3]", "local-cluster[2,1,600]"})
  void letsSparkHaveWhatItStartsItself(String master) {
    assertThatCode(() -> Masters.require(master)).doesNotThrowAnyException();
  }

  @Test
  void saysThatNobodyAnswers() throws IOException {
    String master = "spark://127.0.0.1:" + closedPort();
    assertThat(refused(master))
        .startsWith("nobody answers at " + master + " (Connection refused)")
        .contains("kan cluster start");
    assertThat(refused("spark://no-such-host.invalid:7077"))
        .contains("(there is no host no-such-host.invalid)");
  }

  @Test
  void oneOfSeveralMastersIsEnough() throws IOException {
    try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String masters =
          "spark://127.0.0.1:%d,127.0.0.1:%d".formatted(closedPort(), open.getLocalPort());
      assertThatCode(() -> Masters.require(masters)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yarn", "k8s://https://127.0.0.1:6443"})
  void pointsToSparkSubmitWhereAModuleIsMissing(String master) {
    assertThat(refused(master))
        .isEqualTo(
            "cannot start Spark on master %s: run jobs/target/kan-jobs.jar with the spark-submit of an installation that has it"
                .formatted(master));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mesos://host:1", "spark://host", "spark://host:99999", "127.0.0.1:7077"})
  void namesWhatIsAccepted(String master) {
    assertThat(refused(master))
        .startsWith("cannot start Spark on master " + master)
        .contains("spark://host:port");
  }

  @Test
  void refusesNoThreads() {
    assertThat(refused("local[0]")).contains("accepted: local[n] with n >= 1");
  }
}
