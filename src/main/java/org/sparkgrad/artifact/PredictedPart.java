package org.sparkgrad.artifact;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/**
 * What the driver has to know of one partition of predictions: which rows are there, and which of
 * them may be examples.
 */
final class PredictedPart implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LABEL = PredictionsTable.place("label");
  private static final int PREDICTION = PredictionsTable.place("prediction");

  private final int partition;
  private final long firstRow;
  private final ExampleRows mistakes = new ExampleRows(ExampleRows.Order.SUREST_FIRST);
  private final ExampleRows right = new ExampleRows(ExampleRows.Order.LEAST_SURE_FIRST);

  private PredictedPart(int partition, long firstRow) {
    this.partition = partition;
    this.firstRow = firstRow;
  }

  /** Those that have rows, in the order of these, as each has a run of neighbours; in one job. */
  static List<PredictedPart> of(JavaRDD<Row> predictions) {
    List<PredictedPart> parts =
        new ArrayList<>(predictions.mapPartitionsWithIndex(PredictedPart::of, false).collect());
    parts.sort(Comparator.comparing(part -> part.firstRow));
    return parts;
  }

  private static Iterator<PredictedPart> of(int partition, Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    Row first = rows.next();
    PredictedPart part = new PredictedPart(partition, PredictionsTable.number(first));
    part.add(first);
    rows.forEachRemaining(part::add);
    return Stream.of(part).iterator();
  }

  private void add(Row row) {
    boolean isRight = row.getInt(PREDICTION) == row.getInt(LABEL);
    (isRight ? right : mistakes).add(row);
  }

  int partition() {
    return partition;
  }

  /** Wrong answers, the surest first. */
  ExampleRows mistakes() {
    return mistakes;
  }

  /** Right answers, the least sure first. */
  ExampleRows right() {
    return right;
  }
}
