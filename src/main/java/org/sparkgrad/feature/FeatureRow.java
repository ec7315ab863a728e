package org.sparkgrad.feature;

import java.io.Serializable;
import java.util.BitSet;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureRows;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.io.DataException;

/** Features of one row of a table, before they are packed into a block. */
final class FeatureRow implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int row;
  private final int label;
  private final float[] values;

  FeatureRow(int row, int label, float[] values) {
    this.row = row;
    this.label = label;
    this.values = values;
  }

  /** A block of the rows in {@code range}, in any order. */
  static Block block(int number, RowRange range, int size, Iterable<FeatureRow> rows) {
    int[] labels = new int[range.size()];
    float[] values = new float[range.size() * size];
    BitSet found = new BitSet(range.size());
    for (FeatureRow each : rows) {
      int index = each.row - range.start();
      if (index < 0 || index >= range.size() || each.values.length != size) {
        throw new DataException(
            "read features: expected %d values of a row in %s, found %d of row %d"
                .formatted(size, range, each.values.length, each.row));
      }
      found.set(index);
      labels[index] = each.label;
      System.arraycopy(each.values, 0, values, index * size, size);
    }
    if (found.cardinality() < range.size()) {
      throw new DataException(
          "read features: expected every row in %s, found %d of them"
              .formatted(range, found.cardinality()));
    }
    return new Block(number, range.start(), labels, new FeatureRows(size, values, new float[0]));
  }
}
