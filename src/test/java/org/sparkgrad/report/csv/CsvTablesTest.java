package org.sparkgrad.report.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;

@ExtendWith(SharedSpark.class)
class CsvTablesTest {
  private static final String HOSTILE = " a \"quoted\", text\nof two lines, <script> \u00e9\u4e2d ";

  @TempDir Path run;
  @TempDir Path target;

  /** The records of a file, by the grammar of RFC 4180. */
  private static List<List<String>> records(String text) {
    List<List<String>> records = new ArrayList<>();
    List<String> record = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        record.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          records.add(record);
          record = new ArrayList<>();
        }
      } else {
        field.append(c);
      }
    }
    assertTrue(record.isEmpty() && field.length() == 0 && !quoted, "ends with a line feed");
    return records;
  }

  private static Directory at(Path path) {
    return Directory.at(new Configuration(), path.toString());
  }

  private void writeTables(SparkSession session) {
    StructType results =
        new StructType()
            .add("cell", DataTypes.StringType)
            .add("error", DataTypes.StringType)
            .add("train_loss", DataTypes.DoubleType)
            .add("iterations_run", DataTypes.LongType)
            .add("bias", DataTypes.BooleanType);
    session
        .createDataFrame(
            List.of(
                RowFactory.create("cell-1", HOSTILE, 0.1, 12L, true),
                RowFactory.create("cell-2", "", Double.NaN, null, false),
                RowFactory.create("cell-3", null, Double.POSITIVE_INFINITY, 3L, null)),
            results)
        .coalesce(1)
        .write()
        .parquet(run.resolve("results").toString());
    StructType predictions =
        new StructType()
            .add("probabilities", DataTypes.createArrayType(DataTypes.DoubleType))
            .add("image", DataTypes.BinaryType);
    session
        .createDataFrame(
            List.of(RowFactory.create(Arrays.asList(0.25, 0.75), new byte[] {0, -1, 7})),
            predictions)
        .write()
        .parquet(run.resolve("predictions").toString());
  }

  private List<List<String>> read(String file) throws IOException {
    return records(Files.readString(target.resolve(file), StandardCharsets.UTF_8));
  }

  @Test
  void writesEachTableThatThereIs(SparkSession session) throws IOException {
    writeTables(session);
    assertEquals(
        List.of("results.csv", "predictions.csv"), CsvTables.write(session, at(run), at(target)));
    assertEquals(
        List.of(
            List.of("cell", "error", "train_loss", "iterations_run", "bias"),
            List.of("cell-1", HOSTILE, "0.1", "12", "true"),
            List.of("cell-2", "", "NaN", "", "false"),
            List.of("cell-3", "", "Infinity", "3", "")),
        read("results.csv"));
    String image = Base64.getEncoder().encodeToString(new byte[] {0, -1, 7});
    assertEquals(
        List.of(List.of("probabilities", "image"), List.of("[0.25,0.75]", image)),
        read("predictions.csv"));
    String text = Files.readString(target.resolve("results.csv"));
    assertTrue(text.contains("\ncell-2,\"\",NaN,,false\n"), text);
    assertTrue(text.contains("\ncell-3,,Infinity,3,\n"), text);
  }

  @Test
  void replacesWhatIsThere(SparkSession session) throws IOException {
    writeTables(session);
    Files.writeString(target.resolve("results.csv"), "old");
    CsvTables.write(session, at(run), at(target));
    assertEquals(4, read("results.csv").size());
  }

  /** Braces and brackets would be a pattern, which may be of another run. */
  @Test
  void takesThePathAsItIs(SparkSession session, @TempDir Path parent) throws IOException {
    writeTables(session);
    Path moved = Files.move(run, parent.resolve("r[1]{a,b}"));
    CsvTables.write(session, at(moved), at(target));
    assertEquals(4, read("results.csv").size());
    Files.move(moved, run);
  }

  /** Such as a copy that somebody has put there. */
  @Test
  void leavesOutFilesOfOthers(SparkSession session) throws IOException {
    writeTables(session);
    Files.writeString(run.resolve("results/my.parquet"), "no Parquet");
    Files.createDirectories(run.resolve("curves"));
    Files.writeString(run.resolve("curves/notes.parquet"), "no Parquet");
    assertEquals(
        List.of("results.csv", "predictions.csv"), CsvTables.write(session, at(run), at(target)));
    assertEquals(4, read("results.csv").size());
  }

  @Test
  void saysWhichTableIsDamaged(SparkSession session) throws IOException {
    Files.createDirectories(run.resolve("curves"));
    Files.writeString(run.resolve("curves/cell-1.parquet"), "no Parquet");
    DataException error =
        assertThrows(DataException.class, () -> CsvTables.write(session, at(run), at(target)));
    assertTrue(error.getMessage().contains("curves: expected a Parquet table"), error.getMessage());
    assertEquals(false, Files.exists(target.resolve("curves.csv")));
  }
}
