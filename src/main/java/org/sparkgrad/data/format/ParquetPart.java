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
    List<FileRows> tables,
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
    return FileRows.count(tables);
  }

  @Override
  public List<DataFile> files() {
    return tables.stream().map(FileRows::file).toList();
  }

  @Override
  public String place(int row) {
    FileRows table = FileRows.of(tables, row);
    return place(table, table.index(row));
  }

  private static String place(FileRows table, int index) {
    return "row %d of %s".formatted(index, table.file().path());
  }

  @Override
  public void read(Configuration hadoop, RowRange rows, RowBuffer out, int at) {
    float[] vector = new float[image == null ? values : 0];
    for (FileRows each : tables) {
      RowRange here = each.range().intersect(rows);
      if (here.size() > 0) {
        int first = each.range().start();
        TableFile.Taker taker =
            (index, row) -> {
              int to = at + first + index - rows.start();
              out.label(to, labels.of(row.label()));
              if (image == null) {
                row.vector(vector);
                out.vector(to, vector);
              } else {
                out.image(to, EncodedImage.decode(row.image(), image, place(each, index)), 0);
              }
            };
        new TableFile(hadoop, each.file())
            .read(columns, false, new RowRange(here.start() - first, here.end() - first), taker);
      }
    }
  }
}
