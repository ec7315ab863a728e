package org.sparkgrad.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;

/** Reads the features of a few rows at a time into one array. For one thread. */
final class ChunkInputs {
  /** Few enough that a task's scores and features take little memory. */
  static final int ROWS = 50;

  private final FeatureScaling scaling;
  private float[] inputs = new float[0];

  ChunkInputs(FeatureScaling scaling) {
    this.scaling = scaling;
  }

  /** A range of rows in parts that are read at a time. */
  static List<RowRange> chunks(RowRange rows) {
    List<RowRange> chunks = new ArrayList<>();
    for (int start = rows.start(); start < rows.end(); start += ROWS) {
      chunks.add(new RowRange(start, Math.min(start + ROWS, rows.end())));
    }
    return chunks;
  }

  /** A row-major matrix of rows x features, which the next call overwrites. */
  float[] of(Block block, RowRange rows) {
    int features = scaling.features();
    if (inputs.length < rows.size() * features) {
      inputs = new float[rows.size() * features];
    }
    for (int row = rows.start(); row < rows.end(); row++) {
      block.features(row, scaling, inputs, (row - rows.start()) * features);
    }
    return inputs;
  }
}
