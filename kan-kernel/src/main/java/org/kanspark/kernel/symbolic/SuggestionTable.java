package org.kanspark.kernel.symbolic;

import java.util.Locale;
import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.formula.FormulaPrinter;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.kernel.symbolic.SymbolicSuggestion.Candidate;

/** Writes rankings as text. */
final class SuggestionTable {
  private static final int DIGITS = 4;

  private SuggestionTable() {}

  static String of(SymbolicSuggestion suggestion, int rows) {
    StringBuilder text = new StringBuilder();
    String title =
        String.format(
            "   %-10s %10s %10s %10s %10s %8s  %s",
            "function", "complexity", "R2", "1-R2", "RMSE", "score", "fit");
    text.append(title).append('\n');
    int shown = Math.min(rows, suggestion.candidates().size());
    for (Candidate candidate : suggestion.candidates().subList(0, shown)) {
      text.append(line(suggestion, candidate)).append('\n');
    }
    int hidden = suggestion.candidates().size() - shown;
    if (hidden > 0) {
      text.append("   ... and ").append(hidden).append(" more\n");
    }
    if (!suggestion.remark().isEmpty()) {
      text.append(suggestion.remark()).append('\n');
    }
    return text.toString();
  }

  private static String line(SymbolicSuggestion suggestion, Candidate candidate) {
    AffineFit fit = candidate.fit();
    boolean recommended = suggestion.recommended().filter(fit::equals).isPresent();
    Expression formula = fit.of(Expression.variable("x")).rounded(DIGITS);
    return String.format(
        Locale.ROOT,
        "%s  %-10s %10d %10.6f %10.1e %10.1e %8.2f  %s",
        recommended ? ">" : " ",
        fit.function().name(),
        fit.function().complexity(),
        fit.r2(),
        fit.unexplained(),
        fit.rmse(),
        candidate.score(),
        FormulaPrinter.of(Notation.TEXT).print(formula));
  }
}
