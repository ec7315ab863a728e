package org.sparkgrad.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkgrad.data.picture.PictureFile;
import org.sparkgrad.image.TestViews;

/**
 * Prints predictions of pictures for people, a line for each as it comes: the path below the folder
 * that all are in, the class, its probability, and the four next classes.
 */
final class PredictionPrinter {
  private static final int WIDEST = 40;
  private static final String GAP = "  ";
  private static final String ELLIPSIS = "...";

  private final PrintWriter out;
  private final String folder;
  private final int pathWidth;
  private final int classWidth;

  PredictionPrinter(PrintWriter out, List<PictureFile> files, List<String> classNames) {
    this.out = out;
    folder = commonFolder(files);
    pathWidth =
        Math.max("image".length(), widest(files.stream().map(each -> shown(each.path())).toList()));
    classWidth =
        Math.max("class".length(), widest(classNames.stream().map(Printable::of).toList()));
  }

  private static int widest(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String commonFolder(List<PictureFile> files) {
    String common = parent(files.get(0).path());
    for (PictureFile each : files) {
      while (!each.path().startsWith(common)) {
        common = parent(common.substring(0, common.length() - 1));
      }
    }
    return common;
  }

  /** With the slash at its end. */
  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** Without what would move the cursor, and no wider than fits. */
  private String shown(String path) {
    String name = Printable.of(path.substring(folder.length()));
    return name.length() <= WIDEST
        ? name
        : ELLIPSIS + name.substring(name.length() - WIDEST + ELLIPSIS.length());
  }

  /**
   * @param views that the scores are averages over
   */
  void print(Dataset<Row> table, TestViews views) {
    out.println("images in " + Printable.of(folder) + SeenIn.words(views));
    line("image", "class", "probability", "next");
    Iterator<Row> rows = table.orderBy("row").toLocalIterator();
    while (rows.hasNext()) {
      print(rows.next());
    }
    out.flush();
  }

  private void print(Row row) {
    String path = shown(row.getAs("path"));
    String error = row.getAs("error");
    if (error != null) {
      out.println(padded(path, pathWidth) + GAP + "error: " + Printable.of(error));
      return;
    }
    Float probability = row.getAs("probability");
    line(
        path,
        Printable.of(row.getAs("prediction_name")),
        probability == null ? "-" : String.format(Locale.ROOT, "%.4f", probability),
        next(row));
  }

  private static String next(Row row) {
    List<String> names = row.getList(row.fieldIndex("top_5"));
    List<String> texts = new ArrayList<>();
    for (int i = 1; i < names.size(); i++) {
      String share = "";
      if (!row.isNullAt(row.fieldIndex("top_5_probabilities"))) {
        List<Float> shares = row.getList(row.fieldIndex("top_5_probabilities"));
        share = String.format(Locale.ROOT, " %.0f%%", 100 * shares.get(i));
      }
      texts.add(Printable.of(names.get(i)) + share);
    }
    return String.join(", ", texts);
  }

  private void line(String path, String name, String probability, String next) {
    out.println(
        padded(path, pathWidth)
            + GAP
            + padded(name, classWidth)
            + GAP
            + padded(probability, "probability".length())
            + GAP
            + next);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
