package org.sparkgrad.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.sparkgrad.report.TableView.Entry;
import org.sparkgrad.report.plot.MatrixPlot;
import org.sparkgrad.report.plot.ParallelPlot;
import org.sparkgrad.report.plot.PointPlot;

/**
 * How the result follows from the settings of a grid.
 *
 * @param heatMaps one for any two settings
 * @param lines one for each setting
 * @param parallel of three settings or more
 * @param names of the settings
 */
public record SettingsSection(
    List<HeatMap> heatMaps,
    List<SettingLine> lines,
    Optional<PlotView> parallel,
    List<String> names) {

  /** The best result for any two values of two settings. */
  public record HeatMap(String rows, String columns, PlotView plot, TableView table) {}

  /** The best result for each value of a setting. */
  public record SettingLine(String setting, PlotView plot, TableView table) {}

  private static final int MOST_PATHS = 200;

  /** Columns of a heat map whose tiles have room for four decimals. */
  private static final int MOST_IN_FULL = 6;

  static SettingsSection of(RunData run, Plots plots, String prefix) {
    return new Builder(run, plots, prefix).section();
  }

  /** What cells are compared by. */
  private static final class Builder {
    private final RunData run;
    private final Plots plots;
    private final String prefix;
    private final List<ResultRow> cells;
    private final String part;
    private final double lowest;
    private final double highest;

    Builder(RunData run, Plots plots, String prefix) {
      this.run = run;
      this.plots = plots;
      this.prefix = prefix;
      cells = run.cells();
      part =
          cells.stream().anyMatch(row -> row.number("validation_accuracy").isPresent())
              ? "validation"
              : "train";
      lowest = scores().min().orElse(0);
      highest = scores().max().orElse(1);
    }

    private DoubleStream scores() {
      return cells.stream().flatMap(row -> score(row).stream()).mapToDouble(each -> each);
    }

    private Optional<Double> score(ResultRow row) {
      return row.number(part + "_accuracy");
    }

    private String measure() {
      return part + " accuracy";
    }

    SettingsSection section() {
      List<Setting> settings = run.settings();
      List<HeatMap> heatMaps = new ArrayList<>();
      for (int i = 0; i < settings.size(); i++) {
        for (int j = i + 1; j < settings.size(); j++) {
          heatMaps.add(heatMap(settings.get(i), settings.get(j)));
        }
      }
      return new SettingsSection(
          heatMaps,
          settings.stream().map(this::line).toList(),
          settings.size() > 2 ? Optional.of(parallel(settings)) : Optional.empty(),
          settings.stream().map(Setting::name).toList());
    }

    private HeatMap heatMap(Setting rows, Setting columns) {
      List<List<MatrixPlot.Tile>> tiles = new ArrayList<>();
      List<String> header = new ArrayList<>(List.of(rows.title()));
      columns.texts().forEach(each -> header.add(columns.title() + " " + each));
      String title = "Best %s by %s and %s".formatted(measure(), rows.title(), columns.title());
      TableView table = new TableView(title, header, new ArrayList<>());
      for (int i = 0; i < rows.values().size(); i++) {
        List<MatrixPlot.Tile> tileRow = new ArrayList<>();
        List<Entry> entries = new ArrayList<>(List.of(Entry.of(rows.texts().get(i))));
        for (int j = 0; j < columns.values().size(); j++) {
          int row = i;
          int column = j;
          List<ResultRow> there =
              cells.stream()
                  .filter(each -> rows.place(each) == row && columns.place(each) == column)
                  .toList();
          Optional<ResultRow> best = best(there);
          tileRow.add(tile(there, best, columns.values().size()));
          entries.add(
              best.flatMap(this::score)
                  .map(
                      value -> new Entry(Numbers.share(value), value.toString(), best.get().cell()))
                  .orElse(Entry.of(absent(there))));
        }
        tiles.add(tileRow);
        table.rows().add(entries);
      }
      MatrixPlot plot =
          new MatrixPlot(
              prefix + "heat-map-%s-by-%s".formatted(rows.name(), columns.name()),
              title,
              new MatrixPlot.Axis(rows.title(), rows.texts()),
              new MatrixPlot.Axis(columns.title(), columns.texts()));
      return new HeatMap(
          rows.name(), columns.name(), plots.add(plot.of(tiles, title + described())), table);
    }

    private String described() {
      return cells.stream().noneMatch(row -> score(row).isPresent())
          ? ": no cell has one."
          : ": from %s to %s; darker is better. The table below has the numbers."
              .formatted(Numbers.share(lowest), Numbers.share(highest));
    }

    private Optional<ResultRow> best(List<ResultRow> there) {
      return there.stream()
          .filter(row -> score(row).isPresent())
          .max(Comparator.comparingDouble(row -> score(row).get()));
    }

    private MatrixPlot.Tile tile(List<ResultRow> there, Optional<ResultRow> best, int columns) {
      return best.flatMap(this::score)
          .map(
              value ->
                  new MatrixPlot.Tile(
                      height(value),
                      columns > MOST_IN_FULL ? Numbers.shortShare(value) : Numbers.share(value)))
          .orElse(new MatrixPlot.Tile(Double.NaN, absent(there)));
    }

    private static String absent(List<ResultRow> there) {
      return there.stream().map(ResultRow::status).findFirst().orElse("no cell");
    }

    private double height(double score) {
      return highest > lowest ? (score - lowest) / (highest - lowest) : 0.5;
    }

    private SettingLine line(Setting setting) {
      String title = "Best %s by %s".formatted(measure(), setting.title());
      TableView table =
          TableView.of(title, setting.title(), measure(), "cell", "cells with this value");
      List<PointPlot.Point> points = new ArrayList<>();
      List<PointPlot.Other> others = new ArrayList<>();
      for (int i = 0; i < setting.values().size(); i++) {
        int place = i;
        List<ResultRow> there =
            cells.stream().filter(each -> setting.place(each) == place).toList();
        Optional<ResultRow> best = best(there);
        for (ResultRow row : there) {
          score(row).ifPresent(value -> others.add(new PointPlot.Other(place, value)));
        }
        best.ifPresent(row -> points.add(point(place, row)));
        Entry value = Entry.of(setting.texts().get(i));
        Entry count = Entry.count(there.size());
        if (best.isPresent()) {
          table.add(value, accuracy(best.get()), Entry.of(best.get().cell()), count);
        } else {
          table.add(value, Entry.of(absent(there)), Entry.of(Numbers.plain(null)), count);
        }
      }
      PointPlot plot =
          new PointPlot(prefix + "line-" + setting.name(), title, setting.title(), measure());
      String description =
          title
              + ": the line joins the best cell of each value, with its 95 % interval; hollow points"
              + " are the other cells. The table below has the numbers.";
      return new SettingLine(
          setting.name(), plots.add(plot.of(setting.texts(), points, others, description)), table);
    }

    private Entry accuracy(ResultRow row) {
      double value = score(row).orElseThrow();
      return new Entry(
          Numbers.share(value),
          Double.toString(value),
          run.accuracy(row, part).map(Numbers::interval).orElse(""));
    }

    private PointPlot.Point point(int place, ResultRow row) {
      double value = score(row).orElseThrow();
      Optional<Share> share = run.accuracy(row, part);
      return new PointPlot.Point(
          place, value, share.map(Share::low).orElse(value), share.map(Share::high).orElse(value));
    }

    private PlotView parallel(List<Setting> settings) {
      List<ParallelPlot.Axis> axes = new ArrayList<>();
      for (Setting setting : settings) {
        axes.add(new ParallelPlot.Axis(setting.title(), setting.texts(), heights(setting)));
      }
      axes.add(
          new ParallelPlot.Axis(
              "accuracy",
              List.of(Numbers.share(lowest), Numbers.share(highest)),
              List.of(height(lowest), highest > lowest ? 1 : 0.9)));
      List<ParallelPlot.Path> paths =
          cells.stream()
              .filter(row -> score(row).isPresent())
              .sorted(Comparator.comparingDouble(row -> -score(row).get()))
              .limit(MOST_PATHS)
              .map(row -> path(row, settings))
              .toList();
      String title = "All settings and the " + measure();
      return plots.add(
          new ParallelPlot(prefix + "parallel-coordinates", title, axes)
              .of(
                  paths,
                  "Parallel coordinates: an upright axis for each setting and one for the %s; each"
                          .formatted(measure())
                      + " line is a cell, the thick one the best. The result table has the numbers."));
    }

    private static List<Double> heights(Setting setting) {
      List<Double> heights = new ArrayList<>();
      for (int i = 0; i < setting.values().size(); i++) {
        heights.add(height(setting, i));
      }
      return heights;
    }

    private static double height(Setting setting, int place) {
      return (double) place / (setting.values().size() - 1);
    }

    private ParallelPlot.Path path(ResultRow row, List<Setting> settings) {
      double[] heights = new double[settings.size() + 1];
      for (int i = 0; i < settings.size(); i++) {
        heights[i] = height(settings.get(i), settings.get(i).place(row));
      }
      double value = score(row).orElseThrow();
      heights[settings.size()] = height(value);
      return new ParallelPlot.Path(
          "%s: %s %s".formatted(row.cell(), measure(), Numbers.share(value)), heights);
    }
  }
}
