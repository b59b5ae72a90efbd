package org.kanspark.kernel.symbolic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the functions that edges may be replaced by, in order; immutable.
 *
 * <p>{@link #standard()} has the 28 of pykan (two of them as other names of the same function) and
 * those which users ask for beyond. A library is stored as its {@link #names()}; functions of one's
 * own must be added again by {@link #with} before a model that uses them is loaded.
 */
public final class SymbolicLibrary {
  private static final SymbolicLibrary STANDARD = new SymbolicLibrary(builtIn());

  private final List<SymbolicFunction> functions;
  private final Map<String, SymbolicFunction> byName;

  private SymbolicLibrary(List<SymbolicFunction> functions) {
    this.functions = List.copyOf(functions);
    byName = new LinkedHashMap<>();
    for (SymbolicFunction function : functions) {
      put(function.name(), function);
      for (String alias : function.aliases()) {
        put(alias, function);
      }
    }
  }

  private void put(String name, SymbolicFunction function) {
    if (byName.putIfAbsent(key(name), function) != null) {
      throw new IllegalArgumentException(
          "The library has a function '" + name + "' already: choose another name");
    }
  }

  private static String key(String name) {
    return name.replace(" ", "").toLowerCase(Locale.ROOT);
  }

  private static List<SymbolicFunction> builtIn() {
    List<SymbolicFunction> all = new ArrayList<>(PowerFunctions.all());
    all.addAll(ElementaryFunctions.all());
    all.addAll(LogarithmFunctions.all());
    all.addAll(ShapeFunctions.all());
    return all;
  }

  /** Returns all functions that come with the library. */
  public static SymbolicLibrary standard() {
    return STANDARD;
  }

  /** Returns the functions in order. */
  public List<SymbolicFunction> functions() {
    return functions;
  }

  /** Returns the names in order. */
  public List<String> names() {
    return functions.stream().map(SymbolicFunction::name).toList();
  }

  /** Returns the function of a name or other name, blanks and case ignored, if there is one. */
  public Optional<SymbolicFunction> find(String name) {
    return Optional.ofNullable(byName.get(key(name)));
  }

  /**
   * Returns the function of a name or other name, blanks and case ignored.
   *
   * @throws IllegalArgumentException if there is none; names those there are
   */
  public SymbolicFunction get(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  /**
   * Returns the library of some of the functions, in the order given, each once.
   *
   * @throws IllegalArgumentException if a name is unknown, or none is given
   */
  public SymbolicLibrary subset(List<String> names) {
    List<SymbolicFunction> chosen = new ArrayList<>();
    for (String name : names) {
      SymbolicFunction function = get(name);
      if (!chosen.contains(function)) {
        chosen.add(function);
      }
    }
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "No function is named: choose of " + String.join(", ", names()));
    }
    return new SymbolicLibrary(chosen);
  }

  /**
   * Returns the library with one more function.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  public SymbolicLibrary with(SymbolicFunction function) {
    List<SymbolicFunction> more = new ArrayList<>(functions);
    more.add(function);
    return new SymbolicLibrary(more);
  }

  private String unknown(String name) {
    String nearest = "";
    int smallest = Math.max(1, name.length() / 3) + 1;
    for (Map.Entry<String, SymbolicFunction> entry : byName.entrySet()) {
      int distance = distance(key(name), entry.getKey());
      if (distance < smallest) {
        smallest = distance;
        nearest = entry.getValue().name();
      }
    }
    String hint = nearest.isEmpty() ? "." : ": did you mean '" + nearest + "'?";
    return "Unknown function '" + name + "'" + hint + " Known: " + String.join(", ", names());
  }

  /** Counts the insertions, deletions and replacements between two words (Levenshtein 1966). */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[to.length()];
  }
}
