package org.kanspark.kernel.ops;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/**
 * Chooses the kernel, once for a process.
 *
 * <p>SIMD needs the module {@code jdk.incubator.vector} ({@code --add-modules
 * jdk.incubator.vector}; Spark 4 passes it by itself). Without it the scalar kernel gives the same
 * bits more slowly. The system property {@code kan.kernel} forces {@code simd} or {@code scalar}.
 */
public final class Kernels {
  /** System property that forces a kernel. */
  public static final String PROPERTY = "kan.kernel";

  private static final String NO_MODULE = "no module";
  private static final String FLAG = "--add-modules jdk.incubator.vector";
  private static final String VECTOR_LOOP = "org.kanspark.kernel.ops.VectorMultiplyAdd";
  private static final String VECTOR_KERNEL = "org.kanspark.kernel.ops.VectorLayerKernel";

  private Kernels() {}

  /**
   * Returns the kernel of this process. The first call chooses it and logs one line.
   *
   * @throws IllegalStateException if a kernel is forced that is not available
   */
  public static LayerKernel get() {
    return Holder.CHOSEN.kernel();
  }

  /** Returns why the kernel of this process was chosen. */
  public static String reason() {
    return Holder.CHOSEN.reason();
  }

  /** Returns whether this process computes with the scalar kernel for want of the module. */
  public static boolean isWithoutModule() {
    return Holder.CHOSEN.reason().startsWith(NO_MODULE);
  }

  /**
   * Returns a kernel by its name, whatever this process uses.
   *
   * @param name {@code simd} or {@code scalar}
   * @throws IllegalStateException if it is not available
   * @throws IllegalArgumentException if there is no such kernel
   */
  public static LayerKernel byName(String name) {
    return switch (name) {
      case "scalar" -> new ScalarLayerKernel();
      case "simd" ->
          vectorKernel()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "the simd kernel needs the Java option " + FLAG + ", accepted: scalar"));
      default ->
          throw new IllegalArgumentException(
              "kernel '" + name + "' is unknown, accepted: simd, scalar");
    };
  }

  /** Returns a loop of multiply-adds with the widest vectors there are, to measure the peak. */
  public static MultiplyAddLoop multiplyAddLoop() {
    return vectorClass(MultiplyAddLoop.class, VECTOR_LOOP).orElseGet(ScalarMultiplyAdd::new);
  }

  private static Optional<LayerKernel> vectorKernel() {
    return vectorClass(LayerKernel.class, VECTOR_KERNEL);
  }

  /** Makes an instance of a class that needs the vector module, which must not be linked to. */
  private static <T> Optional<T> vectorClass(Class<T> type, String name) {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return Optional.empty();
    }
    try {
      Class<?> found = Class.forName(name, true, Kernels.class.getClassLoader());
      return Optional.of(type.cast(found.getDeclaredConstructor().newInstance()));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the simd kernel does not start", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the simd kernel is missing", e);
    }
  }

  private record Choice(LayerKernel kernel, String reason) {
    static Choice make() {
      String forced = System.getProperty(PROPERTY);
      if (forced != null && !forced.isEmpty() && !forced.equals("auto")) {
        return new Choice(byName(forced), "forced by " + PROPERTY + "=" + forced);
      }
      return vectorKernel()
          .map(kernel -> new Choice(kernel, "jdk.incubator.vector is available"))
          .orElseGet(
              () ->
                  new Choice(
                      new ScalarLayerKernel(), NO_MODULE + " jdk.incubator.vector: pass " + FLAG));
    }
  }

  private static final class Holder {
    static final Choice CHOSEN = log(Choice.make());

    private static Choice log(Choice choice) {
      Logger logger = System.getLogger(Kernels.class.getName());
      boolean fellBack = choice.reason().startsWith(NO_MODULE);
      logger.log(
          fellBack ? Level.WARNING : Level.INFO,
          "KAN kernel: {0} ({1})",
          choice.kernel().description(),
          choice.reason());
      return choice;
    }
  }
}
