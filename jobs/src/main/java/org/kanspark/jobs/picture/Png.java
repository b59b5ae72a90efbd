package org.kanspark.jobs.picture;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.view.FloatSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Renders an SVG picture as PNG, without a display and without the fonts of the system. */
public final class Png {
  private static final double MOST_PIXELS = 1e8;

  /** The rasteriser keeps fonts in a map of its own that is not made for several threads. */
  private static final Object LOCK = new Object();

  private Png() {}

  /**
   * Returns the bytes of a PNG file.
   *
   * @param svg one {@code svg} element with a width and a height; nothing outside it is loaded
   * @param scale pixels per unit of the picture, above 0
   * @throws IllegalArgumentException if the text is no picture, or the image has no pixel or more
   *     than 100 million
   */
  public static byte[] of(String svg, double scale) {
    synchronized (LOCK) {
      BundledFont.register();
      SVGDocument document = parse(svg);
      FloatSize size = document.size();
      double width = Math.ceil(size.width * scale);
      double height = Math.ceil(size.height * scale);
      if (!(width >= 1 && height >= 1 && width * height <= MOST_PIXELS)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "an image of %.0f x %.0f pixels; accepted are 1 to 100 million",
                width,
                height));
      }
      return encode(render(document, (int) width, (int) height, scale));
    }
  }

  private static SVGDocument parse(String svg) {
    LoaderContext context =
        LoaderContext.builder().externalResourcePolicy(ResourcePolicy.DENY_ALL).build();
    byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
    SVGDocument document = new SVGLoader().load(new ByteArrayInputStream(bytes), null, context);
    if (document == null) {
      throw new IllegalArgumentException("the text is no SVG picture");
    }
    return document;
  }

  private static BufferedImage render(SVGDocument document, int width, int height, double scale) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.scale(scale, scale);
      document.render(null, graphics);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  private static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("this Java has no writer of PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
