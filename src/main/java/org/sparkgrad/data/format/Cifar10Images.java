package org.sparkgrad.data.format;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.BlockPartitioner;
import org.sparkgrad.data.LabelCount;
import org.sparkgrad.data.LabelledImages;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.data.RowCounter;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.DataException;

/** Loads files of CIFAR-10 records: executors read them, the driver receives counts alone. */
public final class Cifar10Images {
  private static final int DEFAULT_DEPTH = 2;

  private Cifar10Images() {}

  /**
   * Loads the records of {@code files} into the cache of the executors and checks every label.
   *
   * @param partitions how many partitions to spread the blocks over; it changes no result
   * @throws DataException if a label is not a class, naming file and record
   */
  public static LabelledImages load(
      JavaSparkContext context, List<RecordFile> files, int partitions) {
    RowBlocks blocks = RowBlocks.fitting(DataDirectory.rows(files), ImageShape.CIFAR.bytes());
    return load(context, files, new BlockPartitioner(blocks.count(), partitions, DEFAULT_DEPTH));
  }

  /**
   * The same with blocks laid out otherwise.
   *
   * @param layout how many blocks there are, and which partition has which
   */
  public static LabelledImages load(
      JavaSparkContext context, List<RecordFile> files, BlockPartitioner layout) {
    return load(context, files, layout, RowCounter.NONE);
  }

  /**
   * The same.
   *
   * @param loaded counts the rows that are loaded
   */
  public static LabelledImages load(
      JavaSparkContext context,
      List<RecordFile> files,
      BlockPartitioner layout,
      RowCounter loaded) {
    List<RecordFile> shipped = List.copyOf(files);
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    int rows = DataDirectory.rows(files);
    RowBlocks cut = new RowBlocks(rows, layout.blocks());
    JavaRDD<Block> blocks =
        context
            .parallelize(layout.order(), layout.numPartitions())
            .map(
                number -> {
                  Block block =
                      new BlockReader(hadoop.value().value())
                          .read(shipped, number, cut.range(number));
                  loaded.add(cut.range(number).size());
                  return block;
                })
            .setName("labelled images")
            .persist(StorageLevel.MEMORY_AND_DISK());
    boolean complete = false;
    try {
      LabelCount labels =
          DataException.unwrapped(
              () ->
                  blocks.aggregate(
                      new LabelCount(Cifar10Layout.CLASSES), LabelCount::add, LabelCount::merge));
      if (labels.hasBadRow()) {
        throw badLabel(files, labels);
      }
      complete = true;
      return new LabelledImages(blocks, layout, hadoop, rows, labels.counts());
    } finally {
      if (!complete) {
        blocks.unpersist(false);
        hadoop.destroy();
      }
    }
  }

  private static DataException badLabel(List<RecordFile> files, LabelCount labels) {
    int row = labels.badRow();
    for (RecordFile file : files) {
      if (row < file.range().end()) {
        return new DataException(
            "load data: expected a label from 0 to %d, found %d in record %d of %s"
                .formatted(
                    Cifar10Layout.CLASSES - 1,
                    labels.badLabel(),
                    row - file.range().start(),
                    file.path()));
      }
    }
    throw new IllegalStateException("row " + row + " is in no file");
  }
}
