package org.kanspark.jobs.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a person may have meant by a name that is not known. */
public final class Names {
  private Names() {}

  /**
   * Returns the accepted name closest to the given one, if it is close enough to be a slip of the
   * keyboard: at most two edits, or a third of the name's length. The last part of a dotted name
   * counts too, so that {@code gridSize} finds {@code model.params.gridSize}.
   */
  public static Optional<String> nearest(String given, Collection<String> accepted) {
    // A name of which no letter is right is no slip.
    int limit = Math.min(Math.max(2, given.length() / 3), given.length() - 1);
    return accepted.stream()
        .filter(name -> distance(given, name) <= limit)
        .min(Comparator.comparingInt((String name) -> distance(given, name)).thenComparing(n -> n));
  }

  /**
   * Returns {@code "; did you mean X?"}, or nothing where no accepted name is near.
   *
   * @param given what was written
   * @param accepted all names it could have been
   */
  public static String suggestion(String given, Collection<String> accepted) {
    return nearest(given, accepted).map(name -> "; did you mean " + name + "?").orElse("");
  }

  private static int distance(String given, String name) {
    int whole = edits(lower(given), lower(name));
    int dot = name.lastIndexOf('.');
    return dot < 0 ? whole : Math.min(whole, edits(lower(given), lower(name.substring(dot + 1))));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Counts insertions, deletions and replacements (Levenshtein 1966). */
  private static int edits(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
