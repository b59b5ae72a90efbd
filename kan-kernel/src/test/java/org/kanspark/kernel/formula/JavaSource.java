package org.kanspark.kernel.formula;

import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles printed formulas as methods of one class, and calls them. */
public final class JavaSource {
  private static final String NAME = "Formulas";
  private final StringBuilder methods = new StringBuilder();
  private final Set<String> helpers = new LinkedHashSet<>();
  private final List<String> names = new ArrayList<>();

  /** Adds a method over {@code double} parameters. */
  public void add(Expression formula, List<String> parameters) {
    String name = "f" + names.size();
    names.add(name);
    helpers.addAll(FormulaPrinter.javaHelpers(formula));
    methods
        .append("  public static double ")
        .append(name)
        .append(
            parameters.stream().map(p -> "double " + p).collect(Collectors.joining(", ", "(", ")")))
        .append(" {\n    return ")
        .append(FormulaPrinter.of(Notation.JAVA).print(formula))
        .append(";\n  }\n");
  }

  /** Compiles, and returns the methods in the order they were added. */
  public List<Method> compile(Path directory) throws Exception {
    String text =
        "public final class " + NAME + " {\n" + methods + String.join("\n", helpers) + "}";
    JavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("string:///" + NAME + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                problems,
                List.of("-d", directory.toString(), "-proc:none", "--release", "17"),
                null,
                List.of(source))
            .call();
    if (!compiled) {
      throw new AssertionError(
          problems.getDiagnostics().stream()
                  .map(Diagnostic::toString)
                  .collect(Collectors.joining("\n"))
              + "\n"
              + text);
    }
    URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()});
    Class<?> type = loader.loadClass(NAME);
    List<Method> found = new ArrayList<>();
    for (String name : names) {
      for (Method method : type.getMethods()) {
        if (method.getName().equals(name)) {
          found.add(method);
        }
      }
    }
    return found;
  }
}
