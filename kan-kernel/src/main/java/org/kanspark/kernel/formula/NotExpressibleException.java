package org.kanspark.kernel.formula;

/** Reports that a formula holds a function which a notation has no way to write. */
public final class NotExpressibleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Says which function is missing where.
   *
   * @param function name of the function
   */
  public NotExpressibleException(String function, Notation notation) {
    super(
        "Function '"
            + function
            + "' cannot be written in "
            + notation.title()
            + ": replace the edge's function, or give the function a "
            + notation.title()
            + " form");
  }
}
