package org.sparkgrad.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.BlockPartitioner;
import org.sparkgrad.data.FeatureRows;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ImageShape;
import scala.Tuple2;

/**
 * Packs numbered rows into blocks.
 *
 * @param image the shape of rows that are images; null if they are numbers
 * @param size values per row
 * @param cut where blocks begin
 */
record BlockCutter(ImageShape image, int size, RowBlocks cut) implements Serializable {
  /** The blocks, each partition's in their order; one shuffle. */
  JavaRDD<Block> cut(JavaRDD<NumberedRow> rows, BlockPartitioner layout) {
    BlockCutter self = this;
    JavaPairRDD<Integer, Iterable<NumberedRow>> grouped =
        rows.mapToPair(row -> new Tuple2<>(self.cut.numberOf(row.number()), row))
            .groupByKey(layout);
    return grouped.map(self::block).mapPartitions(BlockCutter::inOrder);
  }

  private Block block(Tuple2<Integer, Iterable<NumberedRow>> grouped) {
    RowRange range = cut.range(grouped._1());
    int[] labels = new int[range.size()];
    byte[] pixels = new byte[image == null ? 0 : range.size() * size];
    float[] numbers = new float[image == null ? range.size() * size : 0];
    for (NumberedRow row : grouped._2()) {
      int at = row.number() - range.start();
      labels[at] = row.label();
      row.values().copyTo(image == null ? numbers : pixels, at * size);
    }
    return block(grouped._1(), range, labels, image, pixels, numbers);
  }

  /** Both have been checked to be of one shape. */
  static Block block(
      int number, RowRange range, int[] labels, ImageShape image, byte[] pixels, float[] numbers) {
    return image == null
        ? new Block(
            number,
            range.start(),
            labels,
            new FeatureRows(numbers.length / range.size(), numbers, new float[0]))
        : new Block(number, range.start(), labels, image, pixels);
  }

  /** Grouping gives blocks in any order. */
  private static Iterator<Block> inOrder(Iterator<Block> blocks) {
    List<Block> sorted = new ArrayList<>();
    blocks.forEachRemaining(sorted::add);
    sorted.sort(Comparator.comparingInt(Block::number));
    return sorted.iterator();
  }
}
