package org.sparkgrad.report.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** What all plots look like. */
final class Look {
  private static final Color CLEAR = new Color(255, 255, 255, 0);
  private static final double MOST_POWERS = 1e4;

  /** From here on, digits written out would leave a plot no room. */
  private static final double PLAIN = 1e6;

  /** Near the largest number, with room above. */
  private static final double HUGE = 1e300;

  static final BasicStroke THIN = new BasicStroke(1f);

  private Look() {}

  static NumberAxis numbers(String label) {
    NumberAxis axis = new NumberAxis(Words.cut(label, 40));
    axis.setAutoRangeIncludesZero(false);
    return (NumberAxis) dressed(axis);
  }

  /** An axis by powers of ten, over at most four of them. */
  static ValueAxis powers(String label, double lowest, double highest) {
    LogAxis axis = new LogAxis(Words.cut(label, 40));
    axis.setSmallestValue(Double.MIN_NORMAL);
    axis.setRange(Math.max(lowest, highest / MOST_POWERS) / 1.2, Math.min(highest, HUGE) * 1.2);
    DecimalFormat format =
        new DecimalFormat(
            highest < PLAIN ? "0.##########" : "0.#E0",
            DecimalFormatSymbols.getInstance(Locale.ROOT));
    axis.setNumberFormatOverride(format);
    axis.setTickUnit(new NumberTickUnit(1, format));
    return dressed(axis);
  }

  /** An axis on which each text has its place, 0, 1, 2, ... */
  static SymbolAxis places(String label, List<String> texts) {
    SymbolAxis axis =
        new SymbolAxis(Words.label(label), texts.stream().map(Words::label).toArray(String[]::new));
    axis.setGridBandsVisible(false);
    axis.setRange(-0.5, Math.max(1, texts.size()) - 0.5);
    return (SymbolAxis) dressed(axis);
  }

  private static ValueAxis dressed(ValueAxis axis) {
    axis.setLabelFont(Fonts.TEXT);
    axis.setTickLabelFont(Fonts.SMALL);
    axis.setLabelPaint(Ink.TEXT);
    axis.setTickLabelPaint(Ink.TEXT);
    axis.setAxisLinePaint(Ink.MUTED);
    axis.setTickMarkPaint(Ink.MUTED);
    axis.setTickLabelInsets(new RectangleInsets(2, 6, 2, 6));
    return axis;
  }

  /** A chart without ground or border, so that a page's own shows. */
  static JFreeChart chart(XYPlot plot) {
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(Ink.GRID);
    plot.setRangeGridlinePaint(Ink.GRID);
    plot.setDomainGridlineStroke(THIN);
    plot.setRangeGridlineStroke(THIN);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    JFreeChart chart = new JFreeChart(null, Fonts.BOLD, plot, false);
    chart.setBackgroundPaint(null);
    chart.setBorderVisible(false);
    chart.setPadding(new RectangleInsets(8, 4, 4, 12));
    return chart;
  }

  /** The same with a title, as a file of its own needs. */
  static JFreeChart titled(XYPlot plot, String title) {
    JFreeChart chart = chart(plot);
    TextTitle line = new TextTitle(Words.cut(title, 60), Fonts.BOLD);
    line.setPaint(Ink.TEXT);
    line.setHorizontalAlignment(HorizontalAlignment.LEFT);
    line.setPosition(RectangleEdge.TOP);
    line.setPadding(2, 6, 6, 2);
    chart.setTitle(line);
    return chart;
  }

  /** The same with the names of its series. */
  static JFreeChart named(XYPlot plot, String title) {
    JFreeChart chart = titled(plot, title);
    LegendTitle legend = new LegendTitle(plot);
    legend.setItemFont(Fonts.SMALL);
    legend.setItemPaint(Ink.TEXT);
    legend.setBackgroundPaint(CLEAR);
    legend.setFrame(BlockBorder.NONE);
    legend.setPosition(RectangleEdge.BOTTOM);
    chart.addSubtitle(legend);
    return chart;
  }
}
