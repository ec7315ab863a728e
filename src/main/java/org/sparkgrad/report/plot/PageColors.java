package org.sparkgrad.report.plot;

import java.awt.Color;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Puts the page's variables in the place of a picture's colours, and marks its series. */
final class PageColors {
  private static final Pattern COLOR = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");
  private static final String WHITE = "white";
  private static final List<String> ATTRIBUTES = List.of("fill", "stroke");
  private static final Set<String> SHAPES =
      Set.of("path", "line", "rect", "circle", "ellipse", "polygon", "polyline");

  private final List<String> series;

  /**
   * @param series their names, by the numbers of their inks
   */
  PageColors(List<String> series) {
    this.series = series;
  }

  void apply(Element root) {
    apply(root, Map.of());
  }

  /**
   * @param inherited colours of the elements around it, by attribute
   */
  private void apply(Element element, Map<String, String> inherited) {
    Map<String, String> own = new HashMap<>(inherited);
    for (String attribute : ATTRIBUTES) {
      if (element.hasAttribute(attribute)) {
        own.put(attribute, element.getAttribute(attribute));
        color(own.get(attribute))
            .flatMap(Ink::variable)
            .ifPresent(variable -> element.setAttribute(attribute, variable));
      }
    }
    if (SHAPES.contains(element.getTagName())) {
      ATTRIBUTES.stream()
          .flatMap(attribute -> color(own.getOrDefault(attribute, "")).stream())
          .flatMap(color -> Ink.seriesOf(color).stream())
          .filter(number -> number < series.size())
          .findFirst()
          .ifPresent(number -> mark(element, number));
    }
    for (Node each = element.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element child) {
        apply(child, own);
      }
    }
  }

  private void mark(Element shape, int number) {
    shape.setAttribute("data-series", Integer.toString(number));
    Element title = shape.getOwnerDocument().createElementNS(SvgPicture.NAMESPACE, "title");
    title.setTextContent(Words.cut(series.get(number), 200));
    shape.appendChild(title);
  }

  private static Optional<Color> color(String text) {
    if (text.equals(WHITE)) {
      return Optional.of(Ink.PAPER);
    }
    Matcher matcher = COLOR.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Color(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }
}
