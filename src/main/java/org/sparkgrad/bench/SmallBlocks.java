package org.sparkgrad.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.BlockPartitioner;
import org.sparkgrad.data.LabelledImages;
import org.sparkgrad.image.ImageFormat;
import scala.Tuple2;

/** Cuts blocks into smaller ones, so that a small data set has rows for many partitions. */
final class SmallBlocks {
  private static final int ROWS = 250;

  private SmallBlocks() {}

  /** Of all images, laid out for a depth of {@code treeAggregate}. */
  static JavaRDD<Block> of(LabelledImages images, int partitions, int mergeDepth) {
    int count = (images.rows() + ROWS - 1) / ROWS;
    return images
        .blocks()
        .flatMap(SmallBlocks::of)
        .mapToPair(block -> new Tuple2<>(block.number(), block))
        .repartitionAndSortWithinPartitions(new BlockPartitioner(count, partitions, mergeDepth))
        .values();
  }

  private static Iterator<Block> of(Block block) {
    List<Block> small = new ArrayList<>();
    for (int first = block.firstRow(); first < block.endRow(); first += ROWS) {
      int end = Math.min(first + ROWS, block.endRow());
      byte[] labels = new byte[end - first];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = block.label(first + i);
      }
      int from = (first - block.firstRow()) * ImageFormat.BYTES;
      int to = (end - block.firstRow()) * ImageFormat.BYTES;
      small.add(
          new Block(first / ROWS, first, labels, Arrays.copyOfRange(block.pixels(), from, to)));
    }
    return small.iterator();
  }
}
