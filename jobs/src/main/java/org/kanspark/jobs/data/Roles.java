package org.kanspark.jobs.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.config.InputSettings;
import org.kanspark.jobs.error.UserError;

/**
 * Says what each column is for.
 *
 * @param features all features in the order of the model's inputs
 * @param categorical those whose values are names
 * @param label column to predict, or null where there is none to read
 * @param weight column of row weights, or null
 * @param split column of the words train and test, or null
 * @param validation column that marks training rows held back to stop by, or null
 * @param classes whether the label is the name of a class, not a number
 * @param mayMiss whether features that are numbers may be missing
 */
public record Roles(
    List<String> features,
    Set<String> categorical,
    @Nullable String label,
    @Nullable String weight,
    @Nullable String split,
    @Nullable String validation,
    boolean classes,
    boolean mayMiss) {
  private static final String VALIDATION = "model.params.validationIndicatorCol";

  /** Gives columns roles, the label's being to hold numbers. */
  public Roles(
      List<String> features,
      Set<String> categorical,
      @Nullable String label,
      @Nullable String weight,
      @Nullable String split) {
    this(features, categorical, label, weight, split, null, false, false);
  }

  /** Returns the features, and the columns of label and weight where there are any. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>(features);
    Stream.of(Optional.ofNullable(label), Optional.ofNullable(weight))
        .flatMap(Optional::stream)
        .forEach(columns::add);
    return columns;
  }

  /**
   * Finds the columns that a configuration asks for.
   *
   * @param settings names and patterns of columns
   * @param validation column that marks rows held back from training, empty for none
   * @param columns those the source has
   * @param where what messages call the source
   * @throws UserError if a column is missing, or has two roles
   */
  public static Roles resolve(
      InputSettings settings, String validation, List<String> columns, String where) {
    ColumnNames.require("input.label", settings.label(), columns, where);
    Set<String> taken = new LinkedHashSet<>();
    take(taken, "input.label", settings.label());
    String weight = settings.weight();
    if (weight != null) {
      ColumnNames.require("input.weight", weight, columns, where);
      take(taken, "input.weight", weight);
    }
    String split = settings.splitColumn();
    if (split != null) {
      ColumnNames.require("input.splitColumn", split, columns, where);
      take(taken, "input.splitColumn", split);
    }
    if (!validation.isEmpty()) {
      ColumnNames.require(VALIDATION, validation, columns, where);
      take(taken, VALIDATION, validation);
    }
    List<String> features = features(settings.features(), columns, taken, where);
    for (String column : settings.categorical()) {
      ColumnNames.require("input.categorical", column, columns, where);
      if (!features.contains(column)) {
        throw new UserError(
            "input.categorical: column \""
                + column
                + (taken.contains(column)
                    ? "\" already has another role"
                    : "\" is not among input.features"));
      }
    }
    taken.addAll(features);
    ColumnNames.byPipelineName(taken);
    return new Roles(
        features,
        Set.copyOf(settings.categorical()),
        settings.label(),
        weight,
        split,
        validation.isEmpty() ? null : validation,
        false,
        false);
  }

  /** Returns the same for a label that is the name of a class. */
  public Roles withClasses() {
    return new Roles(features, categorical, label, weight, split, validation, true, mayMiss);
  }

  /** Returns the same for features that may be missing. */
  public Roles withMissing() {
    return new Roles(features, categorical, label, weight, split, validation, classes, true);
  }

  /** Returns whether a column may lack values. */
  boolean mayMiss(String column) {
    return mayMiss && features.contains(column);
  }

  private static void take(Set<String> taken, String role, String column) {
    if (!taken.add(column)) {
      throw new UserError(role + ": column \"" + column + "\" already has another role");
    }
  }

  private static List<String> features(
      List<String> wanted, List<String> columns, Set<String> taken, String where) {
    Set<String> features = new LinkedHashSet<>();
    for (String name : wanted) {
      if (name.equals("*")) {
        columns.stream().filter(column -> !taken.contains(column)).forEach(features::add);
      } else if (!columns.contains(name) && name.startsWith("-")) {
        ColumnNames.require("input.features", name.substring(1), columns, where);
        features.remove(name.substring(1));
      } else {
        ColumnNames.require("input.features", name, columns, where);
        if (taken.contains(name)) {
          throw new UserError("input.features: column \"" + name + "\" already has another role");
        }
        features.add(name);
      }
    }
    if (features.isEmpty()) {
      throw new UserError(
          "input.features: no column is left to predict from; the columns of "
              + where
              + ": "
              + ColumnNames.listed(columns));
    }
    return List.copyOf(features);
  }

  /** Returns the features that are numbers. */
  public List<String> numericFeatures() {
    return features.stream().filter(column -> !categorical.contains(column)).toList();
  }

  /** Returns every column that has to hold finite numbers. */
  public List<String> numbers() {
    List<String> numbers = new ArrayList<>(numericFeatures());
    for (String column : new @Nullable String[] {classes ? null : label, weight}) {
      if (column != null) {
        numbers.add(column);
      }
    }
    return numbers;
  }
}
