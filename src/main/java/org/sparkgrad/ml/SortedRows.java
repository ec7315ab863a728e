package org.sparkgrad.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.io.DataException;
import scala.Tuple2;

/** Rows in the order of their keys, each with its number: one sort by Spark. */
final class SortedRows {
  private final JavaRDD<FrameRow> sorted;
  private final List<Part> parts;

  /**
   * A partition of sorted rows.
   *
   * <p>A plain class, which Spark's Kryo serializer can read back.
   */
  private static final class Part implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int index;
    private final int rows;

    /** The first id that comes twice; null if none does. */
    private final String twice;

    Part(int index, int rows, String twice) {
      this.index = index;
      this.rows = rows;
      this.twice = twice;
    }

    static Part of(int index, Iterator<FrameRow> sorted) {
      int rows = 0;
      String twice = null;
      FrameRow last = null;
      while (sorted.hasNext()) {
        FrameRow next = sorted.next();
        rows++;
        if (twice == null && last != null && last.key().equals(next.key())) {
          twice = next.name();
        }
        last = next;
      }
      return new Part(index, rows, twice);
    }
  }

  private SortedRows(JavaRDD<FrameRow> sorted, List<Part> parts) {
    this.sorted = sorted;
    this.parts = parts;
  }

  /** Sorts rows; equal keys are in one partition. */
  static SortedRows of(JavaRDD<FrameRow> rows, int partitions) {
    JavaRDD<FrameRow> sorted =
        rows.mapToPair(row -> new Tuple2<>(row.key(), row)).sortByKey(true, partitions).values();
    List<Part> parts =
        new ArrayList<>(
            sorted
                .mapPartitionsWithIndex(
                    (index, ofPart) -> List.of(Part.of(index, ofPart)).iterator(), false)
                .collect());
    parts.sort(Comparator.comparingInt(part -> part.index));
    return new SortedRows(sorted, parts);
  }

  /**
   * Checks that no id comes twice.
   *
   * @throws DataException naming the first that does
   */
  void requireDistinct(String operation) {
    for (Part part : parts) {
      if (part.twice != null) {
        throw new DataException(
            "%s: expected ids that are all different, found %s twice"
                .formatted(operation, part.twice));
      }
    }
  }

  /** The rows, numbered from 0 on. */
  JavaRDD<NumberedRow> numbered() {
    int[] firsts = new int[parts.size()];
    for (int i = 1; i < firsts.length; i++) {
      firsts[i] = firsts[i - 1] + parts.get(i - 1).rows;
    }
    return sorted.mapPartitionsWithIndex((index, rows) -> numbered(firsts[index], rows), false);
  }

  private static Iterator<NumberedRow> numbered(int first, Iterator<FrameRow> rows) {
    return new Iterator<>() {
      private int number = first;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public NumberedRow next() {
        FrameRow row = rows.next();
        return new NumberedRow(number++, row.label(), row.values());
      }
    };
  }
}
