package org.sparkgrad.data.format;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ImageShape;

/**
 * Rows of Parquet files, in the order of the files and of the rows within each.
 *
 * @param image what images are resized to; null for vectors
 * @param values per row
 * @param classes that there are
 */
record ParquetPart(
    List<TableShare> tables,
    TableColumns columns,
    ClassLabels labels,
    ImageShape image,
    int values,
    int classes)
    implements DataPart {
  private static final long serialVersionUID = 1L;

  @Override
  public DataShape shape() {
    return image == null
        ? DataShape.ofVectors(values, classes)
        : DataShape.ofImages(image, classes);
  }

  @Override
  public int rows() {
    return TableShare.count(tables);
  }

  @Override
  public List<DataFile> files() {
    return tables.stream().map(TableShare::file).distinct().toList();
  }

  @Override
  public String place(int row) {
    TableShare table = TableShare.of(tables, row);
    return "row %d of %s".formatted(table.index(row), table.file().path());
  }

  @Override
  public void read(Configuration hadoop, RowRange rows, RowBuffer out, int at) {
    float[] vector = new float[image == null ? values : 0];
    TableShare.Taker taker =
        (number, row) -> {
          int to = at + number - rows.start();
          out.label(to, labels.of(row.label()));
          if (image == null) {
            row.vector(vector);
            out.vector(to, vector);
          } else {
            out.image(to, EncodedImage.decode(row.image(), image, place(number)), 0);
          }
        };
    for (TableShare each : tables) {
      each.read(hadoop, columns, false, rows, taker);
    }
  }
}
