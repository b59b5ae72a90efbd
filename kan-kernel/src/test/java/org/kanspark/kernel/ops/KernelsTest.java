package org.kanspark.kernel.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

class KernelsTest {

  @Test
  void choosesTheKernelThisRunOfTheSuiteExpects() {
    String expected = System.getProperty("kan.kernel.expected");
    assertThat(expected).isIn("simd", "scalar");
    assertThat(Kernels.get().name()).isEqualTo(expected);
    assertThat(Kernels.get().description()).startsWith(expected);
    assertThat(Kernels.get()).isSameAs(Kernels.get());
  }

  @Test
  void forcingTheSimdKernelWithoutTheModuleIsAnError() {
    assumeThat(System.getProperty("kan.kernel.expected")).isEqualTo("scalar");
    assertThatThrownBy(() -> Kernels.byName("simd"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("--add-modules jdk.incubator.vector");
  }

  @Test
  void unknownKernelNamesWhatIsAccepted() {
    assertThatThrownBy(() -> Kernels.byName("gpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'gpu'")
        .hasMessageContaining("simd, scalar");
  }
}
