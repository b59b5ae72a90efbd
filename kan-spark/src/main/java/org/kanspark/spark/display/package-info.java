/**
 * Writes what a Zeppelin note shows: HTML with pictures, tables, text. Zeppelin finds its displays
 * in what a paragraph prints; nothing here knows a class of it. Every display is closed, so that
 * what is printed after it is text again, and has neither identifiers nor styles of a page, because
 * all paragraphs of a note share one.
 */
@NullMarked
package org.kanspark.spark.display;

import org.jspecify.annotations.NullMarked;
