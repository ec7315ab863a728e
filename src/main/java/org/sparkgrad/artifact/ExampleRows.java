package org.sparkgrad.artifact;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;

/** The first few rows of predictions in some order. */
final class ExampleRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 20;
  private static final int PROBABILITY = PredictionsTable.place("probability");

  /** By the probability of what is predicted, then by the number of the row. */
  enum Order implements Comparator<Row> {
    SUREST_FIRST,
    LEAST_SURE_FIRST;

    @Override
    public int compare(Row a, Row b) {
      int byProbability = Double.compare(a.getDouble(PROBABILITY), b.getDouble(PROBABILITY));
      if (byProbability != 0) {
        return this == SUREST_FIRST ? -byProbability : byProbability;
      }
      return Long.compare(PredictionsTable.number(a), PredictionsTable.number(b));
    }
  }

  private final Order order;
  private final List<Row> rows = new ArrayList<>();

  ExampleRows(Order order) {
    this.order = order;
  }

  /** Takes a row in if it is among the first; no two have the same number. */
  void add(Row row) {
    int place = -1 - Collections.binarySearch(rows, row, order);
    if (place < MOST) {
      rows.add(place, row);
      rows.subList(Math.min(MOST, rows.size()), rows.size()).clear();
    }
  }

  void addAll(ExampleRows others) {
    others.rows.forEach(this::add);
  }

  /** In their order. */
  List<Row> rows() {
    return Collections.unmodifiableList(rows);
  }
}
