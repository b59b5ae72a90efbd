package org.kanspark.spark.display;

/** Is something that a Zeppelin note can show. */
public interface Display {

  /**
   * Returns the text that Zeppelin shows as a display if it is printed at the beginning of a line.
   * It ends its own display: what is printed after it is text.
   */
  String toZeppelin();

  /** Prints it to standard output, where Zeppelin looks for displays. */
  default void showZeppelin() {
    System.out.println(toZeppelin());
  }
}
