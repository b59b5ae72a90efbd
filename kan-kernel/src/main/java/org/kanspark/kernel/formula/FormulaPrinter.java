package org.kanspark.kernel.formula;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.formula.Expression.Call;

/**
 * Prints expressions in a notation, numbers with as many digits as it takes to read them back.
 *
 * <p>Variables print as: plain text and Java, an identifier made of the name (kept apart by a
 * number where two names give the same one); LaTeX, {@code x_{1}} for x1; SQL, a quoted column.
 */
public final class FormulaPrinter {
  private final Notation notation;
  private final @Nullable UnaryOperator<String> variables;

  private FormulaPrinter(Notation notation, @Nullable UnaryOperator<String> variables) {
    this.notation = notation;
    this.variables = variables;
  }

  /** Returns the printer of a notation. */
  public static FormulaPrinter of(Notation notation) {
    return new FormulaPrinter(notation, null);
  }

  /**
   * Returns a printer that writes variables by a rule of the caller's.
   *
   * @param rule gives the complete text of a variable, such as {@code row[3]}
   */
  public FormulaPrinter withVariables(UnaryOperator<String> rule) {
    return new FormulaPrinter(notation, rule);
  }

  /**
   * Prints an expression.
   *
   * @throws NotExpressibleException if the notation lacks one of the functions
   */
  public String print(Expression expression) {
    Names names =
        variables != null
            ? Names.given(expression, variables)
            : switch (notation) {
              case TEXT -> Names.unique(expression, Names::identifier);
              case LATEX -> Names.given(expression, LatexSyntax::variable);
              case SQL -> Names.given(expression, SqlSyntax::column);
              case JAVA -> Names.unique(expression, JavaSyntax::variable);
            };
    Syntax syntax =
        switch (notation) {
          case TEXT -> new TextSyntax(names);
          case LATEX -> new LatexSyntax(names);
          case SQL -> new SqlSyntax(names);
          case JAVA -> new JavaSyntax(names);
        };
    return syntax.print(expression).text();
  }

  /**
   * Turns any name into an identifier of Java: letters, digits and underscores, no word of the
   * language. Two names may give the same one.
   */
  public static String javaName(String name) {
    return JavaSyntax.variable(name);
  }

  /** Returns the sources of the static methods which the Java of an expression calls, each once. */
  public static Set<String> javaHelpers(Expression expression) {
    Set<String> helpers = new LinkedHashSet<>();
    collect(expression, helpers);
    return helpers;
  }

  private static void collect(Expression expression, Set<String> helpers) {
    if (expression instanceof Call call) {
      call.function().javaHelper().ifPresent(helpers::add);
    }
    for (Expression part : expression.parts()) {
      collect(part, helpers);
    }
  }
}
