package org.sparkgrad.data.format;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;

/** A part, and what its files are reached with. */
record PartReader(DataPart part, SerializableConfiguration hadoop) implements Serializable {
  private static final long serialVersionUID = 1L;

  PartReader(DataPart part, Configuration hadoop) {
    this(part, new SerializableConfiguration(hadoop));
  }

  Block block(int number, RowRange rows) {
    return part.block(hadoop.value(), number, rows);
  }
}
