package org.kanspark.kernel.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.special.BesselJ;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;

/**
 * Evaluates plain text formulas as a common calculator does: {@code ^} binds tighter than a minus
 * sign before it and associates to the right, {@code *} and {@code /} to the left.
 */
public final class TextReader {
  private final String text;
  private final Map<String, Double> variables;
  private int at;

  private TextReader(String text, Map<String, Double> variables) {
    this.text = text.replace(" ", "");
    this.variables = variables;
  }

  /** Evaluates a formula. */
  public static double value(String text, Map<String, Double> variables) {
    TextReader reader = new TextReader(text, variables);
    double value = reader.sum();
    if (reader.at != reader.text.length()) {
      throw new AssertionError("Unread: " + reader.text.substring(reader.at) + " of " + text);
    }
    return value;
  }

  private boolean take(char c) {
    boolean found = at < text.length() && text.charAt(at) == c;
    at += found ? 1 : 0;
    return found;
  }

  private void need(char c) {
    if (!take(c)) {
      throw new AssertionError("Expected " + c + " at " + at + " of " + text);
    }
  }

  private double sum() {
    double value = product();
    while (true) {
      if (take('+')) {
        value += product();
      } else if (take('-')) {
        value -= product();
      } else {
        return value;
      }
    }
  }

  private double product() {
    double value = signed();
    while (true) {
      if (take('*')) {
        value *= signed();
      } else if (take('/')) {
        value /= signed();
      } else {
        return value;
      }
    }
  }

  private double signed() {
    return take('-') ? -signed() : power();
  }

  private double power() {
    double base = atom();
    return take('^') ? Math.pow(base, signed()) : base;
  }

  private double atom() {
    if (take('(')) {
      double value = sum();
      need(')');
      return value;
    }
    int from = at;
    if (Character.isDigit(text.charAt(at))) {
      while (at < text.length() && (isNumber(text.charAt(at)) || isExponentSign())) {
        at++;
      }
      return Double.parseDouble(text.substring(from, at));
    }
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    String word = text.substring(from, at);
    if (!take('(')) {
      return variables.get(word);
    }
    List<Double> arguments = new ArrayList<>();
    do {
      arguments.add(sum());
    } while (take(','));
    need(')');
    return call(word, arguments);
  }

  private static boolean isNumber(char c) {
    return Character.isDigit(c) || c == '.' || c == 'e';
  }

  private boolean isExponentSign() {
    return text.charAt(at) == '-' && text.charAt(at - 1) == 'e';
  }

  private static double call(String name, List<Double> arguments) {
    double x = arguments.get(arguments.size() - 1);
    return switch (name) {
      case "sin" -> Math.sin(x);
      case "cos" -> Math.cos(x);
      case "tan" -> Math.tan(x);
      case "asin" -> Math.asin(x);
      case "acos" -> Math.acos(x);
      case "atan" -> Math.atan(x);
      case "sinh" -> Math.sinh(x);
      case "cosh" -> Math.cosh(x);
      case "tanh" -> Math.tanh(x);
      case "asinh" -> FastMath.asinh(x);
      case "acosh" -> FastMath.acosh(x);
      case "atanh" -> FastMath.atanh(x);
      case "exp" -> Math.exp(x);
      case "log" -> Math.log(x);
      case "sqrt" -> Math.sqrt(x);
      case "abs" -> Math.abs(x);
      case "sign" -> Math.signum(x);
      case "erf" -> Erf.erf(x);
      case "besselj" -> x < 0 ? BesselJ.value(0, -x) : BesselJ.value(0, x);
      default -> throw new AssertionError("Unknown function " + name);
    };
  }
}
