package org.kanspark.jobs.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.error.UserError;

/** Reads a HOCON file, puts overrides on top and fills in substitutions. */
final class SettingsFile {
  /** Begins the description of a value that an argument gave. */
  static final String ARGUMENT = "argument ";

  private static final Pattern OVERRIDE =
      Pattern.compile("([A-Za-z][\\w.]*)\\s*=(.*)", Pattern.DOTALL);

  /**
   * Values written like this are read as HOCON; anything else is taken as it stands, so that paths
   * with a colon or an expression with a quote need no quoting beyond the shell's.
   */
  private static final Pattern STRUCTURED =
      Pattern.compile(
          "(?s)[\\[{\"$].*|true|false|null|[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}]+)}");

  private SettingsFile() {}

  static Config read(
      Path file, List<String> overrides, Function<String, @Nullable String> substitutions) {
    Config config = parse(file);
    for (String override : overrides) {
      config = resolved(override(override), substitutions).withFallback(config);
    }
    return resolved(config, substitutions);
  }

  private static Config resolved(Config config, Function<String, @Nullable String> substitutions) {
    try {
      return config.resolveWith(values(config, substitutions), ConfigResolveOptions.noSystem());
    } catch (ConfigException.UnresolvedSubstitution e) {
      throw new UserError(
          message(e) + " (set it in the environment, or write the value itself)", e);
    } catch (ConfigException e) {
      throw new UserError(message(e), e);
    }
  }

  private static Config parse(Path file) {
    if (!Files.exists(file)) {
      throw new UserError(
          "configuration file not found: "
              + file
              + (file.toString().contains("=")
                  ? "; settings like this stand behind the file, such as: job.conf " + file
                  : ""));
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new UserError("configuration is not a readable file: " + file);
    }
    try {
      ConfigParseOptions options =
          ConfigParseOptions.defaults()
              .setAllowMissing(false)
              .setOriginDescription(file.toString())
              .setSyntax(ConfigSyntax.CONF);
      return ConfigFactory.parseFile(file.toFile(), options);
    } catch (ConfigException e) {
      throw new UserError(message(e), e);
    }
  }

  /** Makes a configuration of one {@code key=value} argument. */
  static Config override(String argument) {
    Matcher matcher = OVERRIDE.matcher(argument);
    if (!matcher.matches()) {
      throw new UserError(
          "argument \""
              + argument
              + "\" is no setting: expected key=value, for example model.params.gridSize=10");
    }
    String origin = ARGUMENT + argument;
    String key = matcher.group(1);
    String text = matcher.group(2).strip();
    try {
      ConfigUtil.splitPath(key);
      return STRUCTURED.matcher(text).matches()
          ? ConfigFactory.parseString(
              key + "=" + text, ConfigParseOptions.defaults().setOriginDescription(origin))
          : ConfigFactory.empty().withValue(key, ConfigValueFactory.fromAnyRef(text, origin));
    } catch (ConfigException e) {
      throw new UserError("argument \"" + argument + "\" cannot be read: " + message(e), e);
    }
  }

  /** Gives the substitutions that the configuration uses, and no others, as a source of values. */
  private static Config values(Config config, Function<String, @Nullable String> substitutions) {
    Config values = config;
    Matcher used = SUBSTITUTION.matcher(config.root().render());
    while (used.find()) {
      String name = used.group(1).replaceFirst("^\\?", "").strip();
      String value = substitutions.apply(name);
      if (value != null) {
        Config one = ConfigFactory.empty().withValue(name, ConfigValueFactory.fromAnyRef(value));
        values = values.withFallback(one);
      }
    }
    return values;
  }

  /** Typesafe's messages begin with "file: line: …"; what follows a first line break is advice. */
  private static String message(ConfigException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.strip();
  }
}
