package org.sparkgrad.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparkgrad.io.Directory;
import org.sparkgrad.report.plot.InlinePlot;
import org.sparkgrad.report.plot.Plot;

/** The plots of a page, which are written beside it as well. */
final class Plots {
  private static final String FOLDER = RunReport.PLOTS;

  private final List<Plot> all = new ArrayList<>();
  private final Map<String, byte[]> pictures = new LinkedHashMap<>();

  /** Takes a plot in and gives it as the page holds it. */
  PlotView add(Plot plot) {
    all.add(plot);
    InlinePlot inline = plot.inline();
    return new PlotView(
        plot.name(),
        plot.title(),
        plot.description(),
        inline.svg(),
        inline.frame(),
        FOLDER + "/" + plot.name());
  }

  /**
   * Takes in a picture that is a PNG file already.
   *
   * @return its place beside the page
   */
  String add(String name, byte[] png) {
    pictures.put(name + ".png", png);
    return FOLDER + "/" + name + ".png";
  }

  /** Writes each as SVG and as PNG. */
  void write(Directory directory) {
    Directory folder = directory.child(FOLDER);
    folder.create();
    for (Plot plot : all) {
      folder.write(plot.name() + ".svg", plot.svg());
      folder.write(plot.name() + ".png", plot.png());
    }
    pictures.forEach(folder::write);
  }

  /** The names of their files, without endings. */
  List<String> names() {
    return all.stream().map(Plot::name).toList();
  }
}
