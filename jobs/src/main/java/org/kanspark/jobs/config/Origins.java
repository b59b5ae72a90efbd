package org.kanspark.jobs.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says where a setting was written. */
public final class Origins {
  private static final Pattern FILE_AND_LINE = Pattern.compile("(?s)(.*): (\\d+(?:-\\d+)?)");

  private Origins() {}

  /** Returns {@code file:line} of a value read from a file, or the argument that gave it. */
  public static String of(ConfigValue value) {
    return of(value.origin());
  }

  private static String of(ConfigOrigin origin) {
    Matcher line = FILE_AND_LINE.matcher(origin.description());
    if (!line.matches()) {
      return origin.description();
    }
    boolean argument = line.group(1).startsWith(SettingsFile.ARGUMENT);
    return argument ? line.group(1) : line.group(1) + ":" + line.group(2);
  }

  /** Returns a value as it would be written on one line. */
  public static String text(ConfigValue value) {
    return value.render(ConfigRenderOptions.concise());
  }
}
