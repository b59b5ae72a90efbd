package org.kanspark.jobs.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.error.Names;
import org.kanspark.jobs.error.UserError;

/**
 * Reads typed values of one section; every refusal names the key, its place and what is accepted.
 */
final class Section {
  private final Config config;
  private final String path;

  Section(Config config, String path) {
    this.config = config;
    this.path = path;
  }

  /** Returns a section of this one, empty where it is not written. */
  Section section(String key) {
    if (!has(key)) {
      return new Section(ConfigFactory.empty(), name(key));
    }
    if (value(key) instanceof ConfigObject object) {
      return new Section(object.toConfig(), name(key));
    }
    throw notAccepted(key, "a section { … }");
  }

  /** Returns all values of this section by key, in alphabetical order; nulls are left out. */
  Map<String, ConfigValue> values() {
    Map<String, ConfigValue> values = new TreeMap<>(config.root());
    values.values().removeIf(value -> value.valueType() == ConfigValueType.NULL);
    return values;
  }

  boolean has(String key) {
    return config.hasPath(key);
  }

  String requiredText(String key) {
    String text = optionalText(key);
    if (text == null) {
      throw new UserError(name(key) + " is missing");
    }
    return text;
  }

  String text(String key, String otherwise) {
    String text = optionalText(key);
    return text == null ? otherwise : text;
  }

  @Nullable String optionalText(String key) {
    return has(key) ? scalar(key, value(key)) : null;
  }

  String choice(String key, List<String> accepted, String otherwise) {
    String text = text(key, otherwise);
    if (!accepted.contains(text)) {
      throw notAccepted(key, String.join(", ", accepted) + Names.suggestion(text, accepted));
    }
    return text;
  }

  boolean flag(String key, boolean otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    if (value(key).unwrapped() instanceof Boolean flag) {
      return flag;
    }
    throw notAccepted(key, "true or false");
  }

  double number(String key, double otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    if (value(key).unwrapped() instanceof Number number) {
      return number.doubleValue();
    }
    throw notAccepted(key, "a number");
  }

  long whole(String key, long otherwise, long least, long most) {
    return has(key) ? requiredWhole(key, least, most) : otherwise;
  }

  long requiredWhole(String key, long least, long most) {
    if (!has(key)) {
      throw new UserError(name(key) + " is missing");
    }
    String accepted = "a whole number" + (least == Long.MIN_VALUE ? "" : " of at least " + least);
    if (!(value(key).unwrapped() instanceof Number number)
        || number.doubleValue() != Math.rint(number.doubleValue())
        || number.longValue() < least
        || number.longValue() > most) {
      throw notAccepted(key, accepted);
    }
    return number.longValue();
  }

  /** Returns a list of names; one name, or several with commas between them, will do as well. */
  List<String> names(String key, List<String> otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    if (value(key) instanceof ConfigList list) {
      List<String> names = new ArrayList<>();
      for (ConfigValue item : list) {
        names.add(scalar(key, item));
      }
      return List.copyOf(names);
    }
    return Arrays.stream(scalar(key, value(key)).split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  ConfigList requiredList(String key) {
    if (!has(key)) {
      throw new UserError(name(key) + " is missing");
    }
    if (value(key) instanceof ConfigList list) {
      return list;
    }
    throw notAccepted(key, "a list [ … ]");
  }

  double[] numbers(String key, ConfigValue value) {
    if (!(value instanceof ConfigList list)) {
      throw notAccepted(key, value, "a list of numbers");
    }
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(list.get(i).unwrapped() instanceof Number number)) {
        throw notAccepted(key, value, "a list of numbers");
      }
      numbers[i] = number.doubleValue();
    }
    return numbers;
  }

  UserError notAccepted(String key, String accepted) {
    return notAccepted(key, value(key), accepted);
  }

  UserError notAccepted(String key, ConfigValue value, String accepted) {
    return new UserError(
        Origins.of(value)
            + ": "
            + name(key)
            + " = "
            + Origins.text(value)
            + " is not accepted: expected "
            + accepted);
  }

  /** Makes an error about a key, with its place where it is written. */
  UserError wrong(String key, String message) {
    return new UserError(has(key) ? Origins.of(value(key)) + ": " + message : message);
  }

  private String scalar(String key, ConfigValue value) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> String.valueOf(value.unwrapped());
      default -> throw notAccepted(key, value, "a text");
    };
  }

  private ConfigValue value(String key) {
    return config.getValue(key);
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
