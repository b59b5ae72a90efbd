package org.kanspark.kernel.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An SVG text as a parser sees it, checked for what every picture must keep. */
final class Picture {
  private static final Set<String> ELEMENTS =
      Set.of("svg", "g", "path", "rect", "circle", "line", "text", "title");

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d{1,2})?");
  private static final Set<String> NUMBERS =
      Set.of(
          "x",
          "y",
          "x1",
          "y1",
          "x2",
          "y2",
          "cx",
          "cy",
          "r",
          "rx",
          "width",
          "height",
          "opacity",
          "fill-opacity",
          "stroke-opacity",
          "stroke-width",
          "font-size");

  final Element root;

  private Picture(Element root) {
    this.root = root;
  }

  static Picture of(String svg) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Element root =
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg)))
              .getDocumentElement();
      Picture picture = new Picture(root);
      picture.check();
      return picture;
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private void check() {
    assertThat(root.getTagName()).isEqualTo("svg");
    for (Element element : all("*")) {
      assertThat(element.getTagName()).isIn(ELEMENTS);
      NamedNodeMap attributes = element.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        String name = attributes.item(i).getNodeName();
        String value = attributes.item(i).getNodeValue();
        assertThat(name).doesNotStartWith("on").isNotIn("id", "class", "style", "href");
        if (NUMBERS.contains(name)) {
          assertThat(value).as(name).matches(NUMBER);
        }
        if (Set.of("d", "transform", "viewBox").contains(name)) {
          assertThat(value).doesNotContain("NaN", "Infinity", "E");
        }
        if (Set.of("width", "height", "r").contains(name)) {
          assertThat(Double.parseDouble(value)).as(name).isNotNegative();
        }
      }
    }
  }

  List<Element> all(String tag) {
    NodeList nodes = root.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** What is written, without tooltips. */
  List<String> texts() {
    return all("text").stream().map(Picture::ownText).toList();
  }

  private static String ownText(Element text) {
    return text.getLastChild() == null ? "" : text.getLastChild().getNodeValue();
  }

  List<String> tooltips() {
    return all("title").stream().map(Element::getTextContent).toList();
  }

  double width() {
    return Double.parseDouble(root.getAttribute("width"));
  }

  double height() {
    return Double.parseDouble(root.getAttribute("height"));
  }

  /** Boxes of what is written: left, top, right, bottom. */
  List<double[]> textBoxes() {
    List<double[]> boxes = new ArrayList<>();
    for (Element text : all("text")) {
      double size = number(text, "font-size");
      double length = TextWidth.of(ownText(text), size);
      double start =
          switch (text.getAttribute("text-anchor")) {
            case "middle" -> -length / 2;
            case "end" -> -length;
            default -> 0;
          };
      double x = number(text, "x");
      double y = number(text, "y");
      String transform = text.getAttribute("transform");
      if (transform.isEmpty()) {
        boxes.add(new double[] {x + start, y - 0.75 * size, x + start + length, y + 0.2 * size});
      } else {
        String[] at = transform.replaceAll("translate\\((.*)\\) rotate\\(-90\\)", "$1").split(" ");
        x = Double.parseDouble(at[0]);
        y = Double.parseDouble(at[1]);
        boxes.add(new double[] {x - 0.75 * size, y - start - length, x + 0.2 * size, y - start});
      }
    }
    return boxes;
  }

  /** Fails where two texts overlap or one leaves the picture. */
  Picture hasReadableTexts() {
    List<double[]> boxes = textBoxes();
    List<String> texts = texts();
    for (int i = 0; i < boxes.size(); i++) {
      double[] a = boxes.get(i);
      assertThat(a[0]).as(texts.get(i)).isNotNegative();
      assertThat(a[1]).as(texts.get(i)).isNotNegative();
      assertThat(a[2]).as(texts.get(i)).isLessThanOrEqualTo(width());
      assertThat(a[3]).as(texts.get(i)).isLessThanOrEqualTo(height());
      for (int j = 0; j < i; j++) {
        double[] b = boxes.get(j);
        boolean apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
        assertThat(apart).as("'%s' beside '%s'", texts.get(i), texts.get(j)).isTrue();
      }
    }
    return this;
  }

  static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
