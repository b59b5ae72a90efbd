package org.kanspark.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnDiskTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"spark://10.0.0.1:7077", "yarn", "k8s://https://10.0.0.1:6443"})
  void warnsWhereTheDriverMayStartOnAnotherMachine(String master) throws IOException {
    String warning = OwnDisk.warning(master, folder.toUri()).orElseThrow();
    assertThat(warning).contains(folder.toString(), Files.getFileStore(folder).type(), "HDFS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local[2]",
        "local-cluster[2,1,1024]",
        "spark://127.0.0.1:7077",
        "spark://localhost:7077"
      })
  void isSilentWhereAllIsOnOneMachine(String master) throws IOException {
    assertThat(OwnDisk.warning(master, folder.toUri())).isEmpty();
  }

  @Test
  void isSilentOfOtherFileSystems() throws IOException {
    assertThat(OwnDisk.warning("yarn", URI.create("hdfs://name/checkpoints"))).isEmpty();
    assertThat(OwnDisk.warning("yarn", URI.create("s3a://bucket/checkpoints"))).isEmpty();
  }
}
