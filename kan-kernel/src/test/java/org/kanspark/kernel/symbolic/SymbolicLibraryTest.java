package org.kanspark.kernel.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SymbolicLibraryTest {
  private static final SymbolicLibrary ALL = SymbolicLibrary.standard();

  /** The names in pykan's SYMBOLIC_LIB, with their complexities. */
  private static final String PYKAN =
      "0:0 x:1 x^2:2 x^3:3 x^4:3 x^5:3 1/x:2 1/x^2:2 1/x^3:3 1/x^4:4 1/x^5:5 sqrt:2 x^0.5:2 x^1.5:4"
          + " 1/sqrt(x):2 1/x^0.5:2 exp:2 log:2 abs:3 sin:2 cos:2 tan:3 tanh:3 sgn:3 arcsin:4"
          + " arccos:4 arctan:4 arctanh:4 gaussian:3";

  @Test
  void hasAllOfPykansFunctionsAtItsComplexities() {
    for (String entry : PYKAN.split(" ")) {
      String[] parts = entry.split(":");
      assertThat(ALL.get(parts[0]).complexity()).as(entry).isEqualTo(Integer.parseInt(parts[1]));
    }
  }

  @Test
  void hasWhatUsersAskForBeyond() {
    assertThat(ALL.names())
        .contains("j0", "erf", "log1p", "expm1", "sigmoid", "softplus", "cosh", "sinh", "arcsinh")
        .contains("log(cosh(x))", "log(1-x^2)");
  }

  @Test
  void findsOtherNamesAndIgnoresCaseAndBlanks() {
    assertThat(ALL.get("ln").name()).isEqualTo("log");
    assertThat(ALL.get(" Asin ").name()).isEqualTo("arcsin");
    assertThat(ALL.get("x ^ 2").name()).isEqualTo("x^2");
    assertThat(ALL.find("nothing")).isEmpty();
  }

  @Test
  void namesTheNearestAndAllOnAnUnknownName() {
    assertThatThrownBy(() -> ALL.get("tanhh"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Unknown function 'tanhh': did you mean 'tanh'? Known: 0, x, x^2,");
    assertThatThrownBy(() -> ALL.subset(List.of("sin", "gausian")))
        .hasMessageContaining("did you mean 'gaussian'?");
    assertThatThrownBy(() -> ALL.get("zeta"))
        .hasMessageStartingWith("Unknown function 'zeta'. Known:");
  }

  @Test
  void subsetsKeepTheOrderGivenAndComeBackByName() {
    SymbolicLibrary some = ALL.subset(List.of("sin", "x", "ln", "log"));
    assertThat(some.names()).containsExactly("sin", "x", "log");
    assertThat(ALL.subset(some.names()).functions()).isEqualTo(some.functions());
    assertThatThrownBy(() -> some.get("exp")).hasMessageContaining("Known: sin, x, log");
    assertThatThrownBy(() -> ALL.subset(List.of())).hasMessageContaining("No function is named");
  }

  @Test
  void takesOwnFunctionsUnderNewNamesOnly() {
    SymbolicFunction own = SymbolicFunction.builder("lorentz", x -> x, x -> 1).build();
    SymbolicLibrary more = ALL.with(own);
    assertThat(more.get("LORENTZ")).isSameAs(own);
    assertThat(ALL.find("lorentz")).isEmpty();
    assertThatThrownBy(() -> more.with(own))
        .hasMessageContaining("has a function 'lorentz' already");
    SymbolicFunction taken = SymbolicFunction.builder("asin", x -> x, x -> 1).build();
    assertThatThrownBy(() -> ALL.with(taken)).hasMessageContaining("'asin' already");
  }
}
