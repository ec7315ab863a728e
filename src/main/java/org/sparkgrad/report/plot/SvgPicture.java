package org.sparkgrad.report.plot;

import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A chart drawn as SVG. */
final class SvgPicture {
  static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private final int height;
  private final Element root;
  private final Frame frame;

  /**
   * @param name what the identifiers in it begin with
   */
  SvgPicture(String name, JFreeChart chart, int height) {
    this.height = height;
    Document document = document();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setPrecision(1);
    context.setComment(null);
    context.setIDGenerator(new PrefixedIds(name));
    SVGGraphics2D graphics = new SVGGraphics2D(context, false);
    graphics.setSVGCanvasSize(new Dimension(Plot.WIDTH, height));
    ChartRenderingInfo info = new ChartRenderingInfo();
    chart.draw(graphics, new Rectangle2D.Double(0, 0, Plot.WIDTH, height), info);
    root = graphics.getRoot();
    frame = frame(info.getPlotInfo().getDataArea(), (XYPlot) chart.getPlot());
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException | DOMException e) {
      throw new IllegalStateException("make a document in memory", e);
    }
  }

  private static Frame frame(Rectangle2D area, XYPlot plot) {
    return new Frame(
        area.getX(),
        area.getY(),
        area.getWidth(),
        area.getHeight(),
        plot.getDomainAxis().getLowerBound(),
        plot.getDomainAxis().getUpperBound());
  }

  /** One plot's identifiers do not meet another's on the same page. */
  private static final class PrefixedIds extends SVGIDGenerator {
    private final String name;

    PrefixedIds(String name) {
      this.name = name;
    }

    @Override
    public String generateID(String prefix) {
      return super.generateID(name + "-" + prefix);
    }
  }

  byte[] file(String title) {
    root.setAttribute("viewBox", "0 0 %d %d".formatted(Plot.WIDTH, height));
    Element name = root.getOwnerDocument().createElementNS(NAMESPACE, "title");
    name.setTextContent(title);
    Element ground = root.getOwnerDocument().createElementNS(NAMESPACE, "rect");
    ground.setAttribute("width", "100%");
    ground.setAttribute("height", "100%");
    ground.setAttribute("fill", "white");
    ground.setAttribute("stroke", "none");
    root.insertBefore(ground, root.getFirstChild());
    root.insertBefore(name, ground);
    return text(root, "no").getBytes(StandardCharsets.UTF_8);
  }

  InlinePlot inline(String description, List<String> series) {
    root.removeAttribute("width");
    root.removeAttribute("height");
    root.setAttribute("viewBox", "0 0 %d %d".formatted(Plot.WIDTH, height));
    root.setAttribute("role", "img");
    root.setAttribute("aria-label", description);
    new PageColors(series).apply(root);
    return new InlinePlot(text(root, "yes"), frame);
  }

  private static String text(Element element, String omitDeclaration) {
    try {
      Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, omitDeclaration);
      StringWriter text = new StringWriter();
      transformer.transform(new DOMSource(element), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("write SVG in memory", e);
    }
  }
}
