package org.sparkgrad.ml;

import com.google.common.collect.Iterators;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.sparkgrad.evaluation.LocalScorer;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.DataException;

/** Scores the rows of a partition, a few hundred at a time. */
final class BatchScoring implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final int ROWS = 256;

  private final RowReader reader;
  private final int place;
  private final RowPacker packer;
  private final LocalScorer scorer;
  private final ScoreColumns columns;

  /**
   * @param place of the column of features
   * @param image the shape of images that the model takes; null if it takes vectors
   * @param size values per row
   */
  BatchScoring(
      RowReader reader,
      int place,
      ImageShape image,
      int size,
      LocalScorer scorer,
      ScoreColumns columns) {
    this.reader = reader;
    this.place = place;
    packer = new RowPacker(image, size);
    this.scorer = scorer;
    this.columns = columns;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Iterator<Iterator<Row>> batches =
        Iterators.transform(Iterators.partition(rows, ROWS), batch -> scored(batch).iterator());
    return Iterators.concat(batches);
  }

  private List<Row> scored(List<Row> batch) {
    List<RowValues> values = new ArrayList<>();
    for (Row row : batch) {
      values.add(read(row));
    }
    float[] scores = scorer.scores(packer.pack(values));
    List<Row> out = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      out.add(columns.add(batch.get(i), VectorScorer.wide(scores, i, scorer.classes())));
    }
    return out;
  }

  private RowValues read(Row row) {
    try {
      return packer.checked(reader.read(row.get(place)));
    } catch (BadRowException e) {
      throw new DataException(
          "transform: column '%s': %s".formatted(reader.column(), e.getMessage()), e);
    }
  }
}
