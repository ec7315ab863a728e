package org.sparkgrad.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkgrad.artifact.PredictionTable;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.train.TrainedModel;

/**
 * Where predictions are written.
 *
 * @param out a directory for Parquet, or else a file
 * @param views that the scores are averages over
 * @param overwrite whether a table may be replaced
 */
record PredictionOutput(String out, PredictionFormat format, TestViews views, boolean overwrite) {

  /** Writes the whole table, or leaves things as they were. */
  void write(Dataset<Row> table, TrainedModel trained) {
    switch (format) {
      case PARQUET ->
          PredictionTable.write(Sessions.hadoop(), out, table, trained, views, overwrite);
      case CSV -> write(FileKind.CSV, text -> PredictionLines.writeCsv(table, text));
      case JSON -> write(FileKind.JSON, text -> PredictionLines.writeJson(table, text));
    }
  }

  /** What is written as letters. */
  @FunctionalInterface
  private interface Text {
    void writeTo(Appendable out) throws IOException;
  }

  private void write(FileKind kind, Text text) {
    new OutputFile("--out", out, kind).write(to -> writeText(to, text));
  }

  private static void writeText(OutputStream to, Text text) throws IOException {
    Writer letters = new OutputStreamWriter(to, StandardCharsets.UTF_8);
    text.writeTo(letters);
    letters.flush();
  }

  /** What there is to say of it. */
  Map<String, Object> document(long rows, TrainedModel trained) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("predictions", out);
    document.put("rows", rows);
    document.put("weights_sha256", trained.weightsSha256());
    document.put("test_views", views.label());
    return document;
  }
}
