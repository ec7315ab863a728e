package org.sparkgrad.artifact;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.sparkgrad.data.Block;
import org.sparkgrad.image.Picture;
import scala.Tuple2;

/**
 * The {@code examples} table: the test images that the model was surest of and got wrong, {@code
 * worst_mistake}, and those that it was least sure of and got right, {@code least_sure_right}; at
 * most 20 of each, each with its image as a PNG file, if rows are images of one or three channels.
 * Of equal probabilities the lower row is first.
 */
final class ExamplesTable {
  /**
   * One example.
   *
   * @param rank its place among those of its kind, counted from 1
   * @param prediction its row of the predictions
   * @param image the bytes of a PNG file; null if the row is no picture
   */
  record Entry(String kind, int rank, Row prediction, byte[] image) {
    private static Column<Entry> same(String name, DataType type) {
      int place = PredictionsTable.place(name);
      return new Column<>(name, type, entry -> entry.prediction().get(place));
    }
  }

  static final List<Column<Entry>> COLUMNS =
      List.of(
          Entry.same("cell", DataTypes.StringType),
          new Column<>("kind", DataTypes.StringType, Entry::kind),
          new Column<>("rank", DataTypes.IntegerType, Entry::rank),
          Entry.same("row", DataTypes.LongType),
          Entry.same("label", DataTypes.IntegerType),
          Entry.same("label_name", DataTypes.StringType),
          Entry.same("prediction", DataTypes.IntegerType),
          Entry.same("prediction_name", DataTypes.StringType),
          Entry.same("probability", DataTypes.DoubleType),
          Entry.same("label_probability", DataTypes.DoubleType),
          new Column<>("image", DataTypes.BinaryType, Entry::image),
          Entry.same("test_views", DataTypes.StringType));

  private ExamplesTable() {}

  /**
   * Chooses the examples.
   *
   * @param parts of the predictions
   * @param images the images that were predicted
   */
  static List<Entry> entries(List<PredictedPart> parts, JavaRDD<Block> images) {
    ExampleRows mistakes = new ExampleRows(ExampleRows.Order.SUREST_FIRST);
    ExampleRows right = new ExampleRows(ExampleRows.Order.LEAST_SURE_FIRST);
    for (PredictedPart part : parts) {
      mistakes.addAll(part.mistakes());
      right.addAll(part.right());
    }
    Set<Integer> rows = new LinkedHashSet<>();
    mistakes.rows().forEach(each -> rows.add(number(each)));
    right.rows().forEach(each -> rows.add(number(each)));
    Map<Integer, byte[]> pictures = pictures(images, rows);
    List<Entry> entries = new ArrayList<>();
    add("worst_mistake", mistakes.rows(), pictures, entries);
    add("least_sure_right", right.rows(), pictures, entries);
    return entries;
  }

  private static void add(
      String kind, List<Row> predictions, Map<Integer, byte[]> pictures, List<Entry> entries) {
    for (int i = 0; i < predictions.size(); i++) {
      byte[] image = pictures.get(number(predictions.get(i)));
      entries.add(new Entry(kind, i + 1, predictions.get(i), image));
    }
  }

  private static int number(Row prediction) {
    return Math.toIntExact(PredictionsTable.number(prediction));
  }

  private static Map<Integer, byte[]> pictures(JavaRDD<Block> images, Set<Integer> rows) {
    List<Integer> wanted = new ArrayList<>(rows);
    Map<Integer, byte[]> pictures = new HashMap<>();
    images
        .filter(block -> block.areImages() && block.image().isPicture())
        .flatMap(block -> pictures(block, wanted).iterator())
        .collect()
        .forEach(each -> pictures.put(each._1(), each._2()));
    return pictures;
  }

  private static List<Tuple2<Integer, byte[]>> pictures(Block block, List<Integer> rows) {
    List<Tuple2<Integer, byte[]>> found = new ArrayList<>();
    for (int row : rows) {
      if (row >= block.firstRow() && row < block.endRow()) {
        BufferedImage picture = Picture.of(block.image(), block.pixels(), block.pixelStart(row));
        found.add(new Tuple2<>(row, Picture.png(picture)));
      }
    }
    return found;
  }
}
