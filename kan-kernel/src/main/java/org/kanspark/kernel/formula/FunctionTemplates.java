package org.kanspark.kernel.formula;

import java.io.Serializable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds the forms of a function in each notation, with places for the argument: <code>{x}</code> is
 * the argument as it is, <code>{p}</code> the argument in parentheses unless it is a single word.
 *
 * <p>A form must be able to stand anywhere: a call, or something in parentheses.
 *
 * @param text plain text
 * @param latex LaTeX
 * @param sql Spark SQL; null where there is none
 * @param java Java; repeating the argument repeats its computation, so use a helper instead
 * @param javaHelper source of a static method called by {@code java}; null where there is none
 */
public record FunctionTemplates(
    String text,
    String latex,
    @Nullable String sql,
    @Nullable String java,
    @Nullable String javaHelper)
    implements Serializable {

  private static final Pattern PLACE = Pattern.compile("\\{[xp]}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.]+|`[^`]*`");

  /** Returns the forms of a function which SQL and Java lack. */
  public static FunctionTemplates named(String name) {
    String operator = "\\operatorname{" + LatexSyntax.escape(name) + "}\\left({x}\\right)";
    String identifier = name.replaceAll("\\W", "_");
    return new FunctionTemplates(identifier + "({x})", operator, null, null, null);
  }

  /**
   * Writes the function of an argument.
   *
   * @param function name of the function, for messages
   * @throws NotExpressibleException if the notation has no form
   */
  public String print(String function, Notation notation, String argument) {
    String form = form(notation);
    if (form == null) {
      throw new NotExpressibleException(function, notation);
    }
    String inParentheses = argument;
    if (!WORD.matcher(argument).matches()) {
      inParentheses =
          notation == Notation.LATEX ? "\\left(" + argument + "\\right)" : "(" + argument + ")";
    }
    return form.replace("{x}", argument).replace("{p}", inParentheses);
  }

  /** Counts the places of the argument. */
  public int uses(Notation notation) {
    String form = form(notation);
    return form == null ? 1 : (int) PLACE.matcher(form).results().count();
  }

  private @Nullable String form(Notation notation) {
    return switch (notation) {
      case TEXT -> text;
      case LATEX -> latex;
      case SQL -> sql;
      case JAVA -> java;
    };
  }
}
