package org.sparkgrad.dataset;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.feature.LabeledPoint;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkgrad.image.ImageFormat;

/**
 * A labelled data set as an RDD of dense vectors, packed into blocks of bytes and cached once for
 * everything that reads it. Executors read the files; the driver sees counts alone.
 */
public final class LabelledImages implements AutoCloseable {
  private final JavaRDD<Block> blocks;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final int rows;
  private final long[] classCounts;

  private LabelledImages(
      JavaRDD<Block> blocks,
      Broadcast<SerializableConfiguration> hadoop,
      int rows,
      long[] classCounts) {
    this.blocks = blocks;
    this.hadoop = hadoop;
    this.rows = rows;
    this.classCounts = classCounts;
  }

  /**
   * Loads the records of {@code files} into the cache of the executors and checks every label.
   *
   * @param partitions how many partitions to spread the blocks over; it changes no result
   * @throws DataException where a label is not a class, naming file and record
   */
  public static LabelledImages load(
      JavaSparkContext context, List<RecordFile> files, int partitions) {
    List<RecordFile> shipped = List.copyOf(files);
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    int rows = DataDirectory.rows(files);
    int size = Block.rowsOfEach(rows);
    JavaRDD<Block> blocks =
        context
            .parallelize(cut(rows, size), partitions)
            .map(
                range ->
                    new BlockReader(hadoop.value().value())
                        .read(shipped, range.start() / size, range))
            .setName("labelled images")
            .persist(StorageLevel.MEMORY_AND_DISK());
    boolean loaded = false;
    try {
      LabelCount labels = blocks.aggregate(new LabelCount(), LabelCount::add, LabelCount::merge);
      if (labels.hasBadRow()) {
        throw badLabel(files, labels);
      }
      loaded = true;
      return new LabelledImages(blocks, hadoop, rows, labels.counts());
    } finally {
      if (!loaded) {
        release(blocks, hadoop);
      }
    }
  }

  private static List<RowRange> cut(int rows, int size) {
    List<RowRange> ranges = new ArrayList<>();
    for (int start = 0; start < rows; start += size) {
      ranges.add(new RowRange(start, Math.min(start + size, rows)));
    }
    return ranges;
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

  /** The packed rows, cached. */
  public JavaRDD<Block> blocks() {
    return blocks;
  }

  /**
   * The rows as labelled dense vectors of pixel values 0 to 255, made from the packed bytes as they
   * are asked for: the form in which MLlib and other tools take them.
   */
  public JavaRDD<LabeledPoint> vectors() {
    return blocks.flatMap(block -> vectors(block).iterator());
  }

  private static List<LabeledPoint> vectors(Block block) {
    List<LabeledPoint> points = new ArrayList<>();
    for (int row = block.firstRow(); row < block.endRow(); row++) {
      double[] values = new double[ImageFormat.BYTES];
      int from = (row - block.firstRow()) * ImageFormat.BYTES;
      for (int k = 0; k < values.length; k++) {
        values[k] = block.pixels()[from + k] & 0xFF;
      }
      points.add(new LabeledPoint(block.label(row), Vectors.dense(values)));
    }
    return points;
  }

  public int rows() {
    return rows;
  }

  /** How many rows have each label. */
  public long[] classCounts() {
    return classCounts.clone();
  }

  /** Gives the executors' memory back. */
  @Override
  public void close() {
    release(blocks, hadoop);
  }

  private static void release(JavaRDD<Block> blocks, Broadcast<SerializableConfiguration> hadoop) {
    blocks.unpersist(false);
    hadoop.destroy();
  }
}
