package org.sparkgrad.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.MortalFileSystem;
import org.sparkgrad.TableRows;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;

class CellTableTest {
  private record Measured(String cell, long value, boolean known) {}

  private static final List<Column<Measured>> COLUMNS =
      List.of(
          new Column<>("cell", DataTypes.StringType, Measured::cell),
          new Column<>("value", DataTypes.LongType, each -> each.known() ? each.value() : null),
          new Column<>("known", DataTypes.BooleanType, Measured::known));

  private static final String WHOLE = "part-00000.snappy.parquet";

  private static final Configuration HADOOP = new Configuration();

  @TempDir Path place;

  private CellTable<Measured> table() {
    return table(HADOOP, place.resolve("table").toString());
  }

  private static CellTable<Measured> table(Configuration hadoop, String uri) {
    return new CellTable<>(Directory.at(hadoop, uri), new ParquetRows(hadoop), COLUMNS);
  }

  private static Stream<Measured> rows(String cell, long... values) {
    List<Measured> rows = new ArrayList<>();
    for (long value : values) {
      rows.add(new Measured(cell, value, value >= 0));
    }
    return rows.stream();
  }

  /** All rows, as a reader of the whole directory finds them. */
  private List<String> found() {
    List<String> found = new ArrayList<>();
    for (Group row : TableRows.groups(place.resolve("table"))) {
      String value = row.getBoolean("known", 0) ? " " + row.getLong("value", 0) : "";
      found.add(row.getString("cell", 0) + value);
    }
    return found;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(place.resolve("table"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void hasTheRowsOfACellAtOnce() throws IOException {
    table().write("cell-1", rows("cell-1", 1, 2, -1));
    assertEquals(List.of("cell-1 1", "cell-1 2", "cell-1"), found());
    table().write("cell-2", rows("cell-2", 3));
    table().write("cell-3", rows("cell-3"));
    assertEquals(
        List.of("cell-1", "cell-1 1", "cell-1 2", "cell-2 3"), found().stream().sorted().toList());
    assertEquals(List.of("cell-1.parquet", "cell-2.parquet", "cell-3.parquet"), files());
  }

  @Test
  void hasNoRowsTwice() {
    table().write("cell-1", rows("cell-1", 1, 2));
    table().write("cell-1", rows("cell-1", 3));
    assertEquals(List.of("cell-1 3"), found());
  }

  @Test
  void isPutTogetherInTheOrderOfTheCells() throws IOException {
    table().write("cell-10", rows("cell-10", 1, 2));
    table().write("cell-2", rows("cell-2", 3));
    table().write("cell-3", rows("cell-3", 4));
    table().compactFiles(List.of("cell-2", "cell-9", "cell-10"));
    assertEquals(List.of("cell-2 3", "cell-10 1", "cell-10 2"), found());
    assertEquals(List.of(WHOLE), files());
    table().compact(rows("cell-4", 5));
    assertEquals(List.of("cell-4 5"), found());
  }

  @Test
  void isTakenApartWhenTheRunGoesOn() throws IOException {
    table().compact(Stream.concat(rows("cell-2", 1, -1), rows("cell-1", 3)));
    table().split();
    assertEquals(List.of("cell-1.parquet", "cell-2.parquet"), files());
    assertEquals(List.of("cell-1 3", "cell-2", "cell-2 1"), found().stream().sorted().toList());
    table().split();
    table().write("cell-2", rows("cell-2", 7));
    assertEquals(List.of("cell-1 3", "cell-2 7"), found().stream().sorted().toList());
  }

  /** Whatever it is, the run makes its rows anew. */
  @ParameterizedTest
  @ValueSource(strings = {"", "no Parquet", "PAR1 and no more than that PAR1"})
  void isMadeAnewIfItCannotBeRead(String content) throws IOException {
    Files.createDirectories(place.resolve("table"));
    Files.writeString(place.resolve("table").resolve(WHOLE), content);
    table().split();
    table().write("cell-1", rows("cell-1", 1));
    assertEquals(List.of("cell-1 1"), found());
    assertFalse(Files.exists(place.resolve(".table.new")));
  }

  /** Parquet throws another kind of exception at such a one. */
  @Test
  void isMadeAnewIfItsFooterIsDamaged() throws IOException {
    table().compact(rows("cell-1", 1, 2));
    Path whole = place.resolve("table").resolve(WHOLE);
    byte[] bytes = Files.readAllBytes(whole);
    for (int i = 1; i <= 40; i++) {
      bytes[bytes.length - 8 - i] = (byte) 0xff;
    }
    Files.write(whole, bytes);
    table().split();
    assertEquals(List.of(), files());
    table().write("cell-1", rows("cell-1", 1));
    assertEquals(List.of("cell-1 1"), found());
    assertFalse(Files.exists(place.resolve(".table.new")));
  }

  /** A failure to write says nothing of what was read. */
  @Test
  void staysIfItCannotBeTakenApart() throws IOException {
    table().compact(rows("cell-1", 1, 2));
    String uri = "mortal://" + place.resolve("table");
    CellTable<Measured> dying = table(MortalFileSystem.livingFor(1), uri);
    assertThrows(UncheckedIOException.class, dying::split);
    assertEquals(List.of("cell-1 1", "cell-1 2"), found());
    clear();
    table().compact(rows("cell-1", 1, 2));
    Files.writeString(place.resolve(".table.new"), "somebody else's");
    assertThrows(DataException.class, () -> table().split());
    assertEquals(List.of("cell-1 1", "cell-1 2"), found());
  }

  @Test
  void keepsFilesOfTheUsers() throws IOException {
    Files.createDirectories(place.resolve("table"));
    Files.writeString(place.resolve("table/results.csv"), "precious");
    Files.writeString(place.resolve("table/mine.parquet"), "precious");
    Files.writeString(place.resolve("table/part-mine.parquet"), "precious");
    List<String> mine = List.of("mine.parquet", "part-mine.parquet", "results.csv");
    table().write("cell-1", rows("cell-1", 1));
    table().compactFiles(List.of("cell-1"));
    assertEquals(Stream.concat(mine.stream(), Stream.of(WHOLE)).sorted().toList(), files());
    table().split();
    assertEquals(
        Stream.concat(Stream.of("cell-1.parquet"), mine.stream()).sorted().toList(), files());
    assertEquals("precious", Files.readString(place.resolve("table/results.csv")));
  }

  @Test
  void namesADamagedFileAndKeepsTheOthers() throws IOException {
    table().write("cell-1", rows("cell-1", 1));
    table().write("cell-2", rows("cell-2", 2));
    Files.writeString(place.resolve("table/cell-1.parquet"), "no Parquet");
    String message =
        assertThrows(DataException.class, () -> table().compactFiles(List.of("cell-1", "cell-2")))
            .getMessage();
    assertTrue(message.contains("table/cell-1.parquet: expected the rows of a cell"), message);
    assertTrue(message.contains("--resume"), message);
    assertEquals(List.of("cell-1.parquet", "cell-2.parquet"), files());
    table().write("cell-1", rows("cell-1", 3));
    table().compactFiles(List.of("cell-1", "cell-2"));
    assertEquals(List.of("cell-1 3", "cell-2 2"), found());
  }

  /**
   * A kill at each change that is made: of two cells that end, one of them again, are put together,
   * taken apart and go on. What was written stays, once.
   */
  @ParameterizedTest
  @ValueSource(strings = {"mortal", "mortalstore"})
  void aKillLeavesEachCellOnce(String scheme) throws IOException {
    String uri = scheme + "://" + place.resolve("table");
    boolean killed = true;
    for (int changes = 0; killed; changes++) {
      List<String> written = new ArrayList<>();
      killed = isKilled(uri, changes, written);
      recover(uri);
      List<String> found = Files.exists(place.resolve("table")) ? found() : List.of();
      List<String> cells = found.stream().map(row -> row.split(" ")[0]).toList();
      assertEquals(cells.stream().distinct().toList(), cells, "after " + changes);
      assertTrue(cells.containsAll(written), found + " after " + changes);
      clear();
    }
  }

  /** As the next process does. */
  private static void recover(String uri) {
    Configuration alive = MortalFileSystem.alive();
    CellTable.replacement(Directory.at(alive, uri)).recover();
    table(alive, uri).split();
  }

  private static boolean isKilled(String uri, int changes, List<String> written) {
    CellTable<Measured> dying = table(MortalFileSystem.livingFor(changes), uri);
    try {
      dying.write("cell-1", rows("cell-1", 1));
      written.add("cell-1");
      dying.write("cell-2", rows("cell-2", 2));
      written.add("cell-2");
      dying.write("cell-1", rows("cell-1", 3));
      dying.compactFiles(List.of("cell-1", "cell-2"));
      dying.split();
      dying.write("cell-2", rows("cell-2", 4));
      return MortalFileSystem.isDead();
    } catch (UncheckedIOException e) {
      return true;
    }
  }

  private void clear() throws IOException {
    try (var files = Files.walk(place)) {
      for (Path each : files.sorted(Collections.reverseOrder()).toList()) {
        if (!each.equals(place)) {
          Files.delete(each);
        }
      }
    }
  }
}
