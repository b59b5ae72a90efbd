package org.kanspark.jobs.picture;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the font of the pictures known to AWT, also on machines without any font: there Java on
 * Linux fails ("Fontconfig head is null") before it has looked at the one it is given. It then gets
 * a font configuration that names this font for everything.
 */
final class BundledFont {
  private static final String FILE = "DejaVuSans.ttf";
  private static final String FAMILY = "DejaVu Sans";
  private static final String CONFIGURATION = "sun.awt.fontconfig";
  private static final String HEADLESS = "java.awt.headless";

  private BundledFont() {}

  /** Registers the font, once. */
  static void register() {
    Registered.done();
  }

  /** Runs when first asked. */
  private static final class Registered {
    static {
      if (System.getProperty(HEADLESS) == null) {
        System.setProperty(HEADLESS, "true");
      }
      if (System.getProperty(CONFIGURATION) == null && !systemHasFonts()) {
        System.setProperty(CONFIGURATION, writeConfiguration().toString());
      }
      registerFont();
    }

    static void done() {}
  }

  private static boolean systemHasFonts() {
    try {
      return GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length
          > 0;
    } catch (InternalError | RuntimeException e) {
      // Java 17 throws the one, Java 25 the other; it tries again when next asked.
      return false;
    }
  }

  private static void registerFont() {
    GraphicsEnvironment environment = GraphicsEnvironment.getLocalGraphicsEnvironment();
    if (List.of(environment.getAvailableFontFamilyNames()).contains(FAMILY)) {
      return;
    }
    try (InputStream stream = open()) {
      environment.registerFont(Font.createFont(Font.TRUETYPE_FONT, stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException(FILE + " is damaged", e);
    }
  }

  private static InputStream open() throws IOException {
    InputStream stream = BundledFont.class.getResourceAsStream(FILE);
    if (stream == null) {
      throw new IOException(FILE + " is missing in " + BundledFont.class.getPackageName());
    }
    return stream;
  }

  /** Returns the path of a font configuration for a machine without fonts. */
  private static Path writeConfiguration() {
    try {
      Path folder = Files.createTempDirectory("kan-font");
      folder.toFile().deleteOnExit();
      Path font = folder.resolve(FILE);
      font.toFile().deleteOnExit();
      try (InputStream stream = open()) {
        Files.copy(stream, font);
      }
      Path file = folder.resolve("fontconfig.properties");
      file.toFile().deleteOnExit();
      return Files.writeString(file, configuration(font));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String configuration(Path font) {
    String name = "-misc-dejavu sans-medium-r-normal--*-%d-*-*-p-*-iso10646-1";
    StringBuilder text = new StringBuilder("version=1\nsequence.allfonts=latin-1\n");
    for (String family :
        new String[] {"dialog", "sansserif", "serif", "monospaced", "dialoginput"}) {
      for (String style : new String[] {"plain", "bold", "italic", "bolditalic"}) {
        text.append(family).append('.').append(style).append(".latin-1=").append(name).append('\n');
      }
    }
    text.append("filename.").append(name.replace(' ', '_')).append('=');
    return text.append(font.toString().replace("\\", "\\\\")).append('\n').toString();
  }
}
