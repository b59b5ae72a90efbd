package org.kanspark.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.zeppelin.interpreter.InterpreterHookRegistry;
import org.apache.zeppelin.interpreter.ZeppelinContext;

/** Is the {@code z} of a note; it shows Datasets as tables. */
public final class NoteContext extends ZeppelinContext {
  NoteContext() {
    super(new InterpreterHookRegistry(), 1000);
  }

  @Override
  public Map<String, String> getInterpreterClassMap() {
    return Map.of();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public List<Class> getSupportedClasses() {
    return List.of(Dataset.class);
  }

  @Override
  public String showData(Object shown, int most) {
    Dataset<Row> rows = ((Dataset<?>) shown).toDF();
    List<String> lines = new ArrayList<>();
    lines.add(String.join("\t", rows.columns()));
    for (Row row : rows.takeAsList(most)) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < row.size(); c++) {
        cells.add(String.valueOf(row.get(c)));
      }
      lines.add(String.join("\t", cells));
    }
    return "%table " + String.join("\n", lines) + "\n";
  }
}
