package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Reason;

/** A Parquet file, read where it is. */
record TableFile(Configuration hadoop, DataFile file) {

  /**
   * What its footer says.
   *
   * @param metadata notes that its writer made
   */
  record Footer(MessageType schema, long rows, Map<String, String> metadata) {}

  /** Takes a row, which is overwritten by the next. */
  @FunctionalInterface
  interface Taker {
    /**
     * @param index counted from 0
     * @throws IllegalArgumentException if the row is not as it should be
     */
    void take(int index, TableRow row);
  }

  /** Something that is done with a reader of the file. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(ParquetFileReader reader) throws IOException;
  }

  Footer footer() {
    return with(
        reader ->
            new Footer(
                reader.getFileMetaData().getSchema(),
                reader.getRecordCount(),
                reader.getFileMetaData().getKeyValueMetaData()));
  }

  /**
   * Reads some of its rows. Groups of rows that hold none of them are passed over.
   *
   * @param labelsAlone whether features are left out
   * @throws DataException naming file and row, if they cannot be read or are refused
   */
  void read(TableColumns columns, boolean labelsAlone, RowRange rows, Taker taker) {
    with(
        reader -> {
          MessageType schema = reader.getFileMetaData().getSchema();
          MessageType wanted = columns.projection(schema, labelsAlone);
          reader.setRequestedSchema(wanted);
          MessageColumnIO io = new ColumnIOFactory().getColumnIO(wanted, schema);
          TableConverters converters = new TableConverters(columns, wanted);
          List<BlockMetaData> groups = reader.getRowGroups();
          int first = 0;
          for (int group = 0; group < groups.size(); group++) {
            int end = first + (int) groups.get(group).getRowCount();
            RowRange here = new RowRange(first, end).intersect(rows);
            if (here.size() > 0) {
              PageReadStore pages = reader.readRowGroup(group);
              take(io.getRecordReader(pages, converters), first, here, taker);
            }
            first = end;
          }
          return null;
        });
  }

  private void take(RecordReader<TableRow> records, int first, RowRange rows, Taker taker) {
    for (int index = first; index < rows.end(); index++) {
      TableRow row = records.read();
      if (index >= rows.start()) {
        try {
          taker.take(index, row);
        } catch (IllegalArgumentException e) {
          throw new DataException(
              "load data: %s in row %d of %s".formatted(e.getMessage(), index, file.path()), e);
        }
      }
    }
  }

  private <T> T with(Reading<T> reading) {
    return file.read(
        hadoop,
        in -> {
          try (ParquetFileReader reader =
              ParquetFileReader.open(
                  HadoopInputFile.fromPath(new Path(file.path()), hadoop),
                  HadoopReadOptions.builder(hadoop).usePageChecksumVerification().build())) {
            return reading.of(reader);
          } catch (DataException e) {
            throw e;
          } catch (RuntimeException e) { // Parquet's reader throws any on damaged files.
            throw new IOException("expected a Parquet file that can be read: " + Reason.of(e), e);
          }
        });
  }
}
