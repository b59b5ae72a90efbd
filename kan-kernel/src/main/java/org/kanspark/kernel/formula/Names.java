package org.kanspark.kernel.formula;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Gives each variable of a formula its printed name, no two the same. */
final class Names {
  private final Map<String, String> printed = new LinkedHashMap<>();

  private Names() {}

  /** Names the variables by a rule, which is trusted to keep them apart. */
  static Names given(Expression expression, UnaryOperator<String> rule) {
    Names names = new Names();
    for (String variable : expression.variables()) {
      names.printed.put(variable, rule.apply(variable));
    }
    return names;
  }

  /**
   * Names the variables by a rule; where two would get the same name, later ones get a number.
   * Variables whose name the rule leaves alone keep it.
   */
  static Names unique(Expression expression, UnaryOperator<String> rule) {
    Names names = new Names();
    Set<String> taken = new HashSet<>();
    for (String variable : expression.variables()) {
      if (rule.apply(variable).equals(variable)) {
        names.printed.put(variable, variable);
        taken.add(variable);
      }
    }
    for (String variable : expression.variables()) {
      if (names.printed.containsKey(variable)) {
        continue;
      }
      String name = rule.apply(variable);
      for (int number = 2; !taken.add(name); number++) {
        name = rule.apply(variable) + "_" + number;
      }
      names.printed.put(variable, name);
    }
    return names;
  }

  String of(String variable) {
    String name = printed.get(variable);
    if (name == null) {
      throw new IllegalStateException("Unknown variable " + variable);
    }
    return name;
  }

  /** Turns any name into an identifier of letters, digits and underscores. */
  static String identifier(String name) {
    String word = name.replaceAll("[^A-Za-z0-9_]", "_");
    return word.isEmpty() || Character.isDigit(word.charAt(0)) ? "_" + word : word;
  }
}
