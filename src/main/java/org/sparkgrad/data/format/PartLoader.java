package org.sparkgrad.data.format;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.BlockPartitioner;
import org.sparkgrad.data.LabelCount;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.data.RowCounter;
import org.sparkgrad.io.DataException;
import scala.Tuple2;

/** Loads the rows of a part: executors read them, the driver receives counts alone. */
public final class PartLoader {
  private static final int DEFAULT_DEPTH = 2;

  private PartLoader() {}

  /**
   * Loads the rows of a part into the cache of the executors and checks every label.
   *
   * @param partitions how many partitions to spread the blocks over; it changes no result
   * @throws DataException if a row cannot be read or its label is not a class, naming its place
   */
  public static LabelledRows load(JavaSparkContext context, DataPart part, int partitions) {
    RowBlocks blocks = RowBlocks.fitting(part.rows(), part.shape().bytesPerRow());
    return load(context, part, new BlockPartitioner(blocks.count(), partitions, DEFAULT_DEPTH));
  }

  /**
   * The same with blocks laid out otherwise.
   *
   * @param layout how many blocks there are, and which partition has which
   */
  public static LabelledRows load(
      JavaSparkContext context, DataPart part, BlockPartitioner layout) {
    return load(context, part, layout, RowCounter.NONE);
  }

  /**
   * The same.
   *
   * @param loaded counts the rows that are loaded
   */
  public static LabelledRows load(
      JavaSparkContext context, DataPart part, BlockPartitioner layout, RowCounter loaded) {
    Broadcast<Tuple2<byte[], SerializableConfiguration>> sent = SentPart.send(context, part);
    RowBlocks cut = new RowBlocks(part.rows(), layout.blocks());
    JavaRDD<Block> blocks =
        context
            .parallelize(layout.order(), layout.numPartitions())
            .map(
                number -> {
                  Block block = SentPart.block(sent.value(), number, cut.range(number));
                  loaded.add(cut.range(number).size());
                  return block;
                })
            .setName("labelled rows")
            .persist(StorageLevel.MEMORY_AND_DISK());
    boolean complete = false;
    try {
      long[] counts = checkedCounts(blocks, part);
      complete = true;
      return new LabelledRows(blocks, layout, sent, part.rows(), counts);
    } finally {
      if (!complete) {
        blocks.unpersist(false);
        sent.destroy();
      }
    }
  }

  private static long[] checkedCounts(JavaRDD<Block> blocks, DataPart part) {
    int classes = part.shape().classes();
    LabelCount labels =
        DataException.unwrapped(
            () -> blocks.aggregate(new LabelCount(classes), LabelCount::add, LabelCount::merge));
    if (labels.hasBadRow()) {
      throw new DataException(
          "load data: expected a label from 0 to %d, found %d in %s"
              .formatted(classes - 1, labels.badLabel(), part.place(labels.badRow())));
    }
    return labels.counts();
  }
}
