package org.sparkgrad.data;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.feature.LabeledPoint;
import org.apache.spark.ml.linalg.Vectors;

/**
 * A labelled data set, images or vectors of numbers, packed into blocks and cached once for
 * everything that reads it.
 */
public final class LabelledRows implements AutoCloseable {
  private final JavaRDD<Block> blocks;
  private final Broadcast<?> readWith;
  private final int rows;
  private final long[] classCounts;
  private final BlockPartitioner layout;

  /**
   * @param blocks cached, every label checked
   * @param layout of the blocks
   * @param readWith what executors need to read lost blocks again; destroyed together with these
   * @param classCounts how many rows have each label
   */
  public LabelledRows(
      JavaRDD<Block> blocks,
      BlockPartitioner layout,
      Broadcast<?> readWith,
      int rows,
      long[] classCounts) {
    this.blocks = blocks;
    this.layout = layout;
    this.readWith = readWith;
    this.rows = rows;
    this.classCounts = classCounts;
  }

  /** The packed rows, cached. */
  public JavaRDD<Block> blocks() {
    return blocks;
  }

  /**
   * The rows as labelled dense vectors of their numbers, those of images pixel values 0 to 255,
   * made from the packed rows when they are read: the form that MLlib and other tools take.
   */
  public JavaRDD<LabeledPoint> vectors() {
    return blocks.flatMap(block -> vectors(block).iterator());
  }

  private static List<LabeledPoint> vectors(Block block) {
    List<LabeledPoint> points = new ArrayList<>();
    float[] values = new float[block.rowSize()];
    for (int row = block.firstRow(); row < block.endRow(); row++) {
      block.values(row, values, 0);
      double[] vector = new double[values.length];
      for (int k = 0; k < vector.length; k++) {
        vector[k] = values[k];
      }
      points.add(new LabeledPoint(block.label(row), Vectors.dense(vector)));
    }
    return points;
  }

  public int rows() {
    return rows;
  }

  /** Which partition has which block. */
  public BlockPartitioner layout() {
    return layout;
  }

  /** How many rows have each label. */
  public long[] classCounts() {
    return classCounts.clone();
  }

  /** Frees the executors' memory. */
  @Override
  public void close() {
    blocks.unpersist(false);
    readWith.destroy();
  }
}
