package org.sparkgrad.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.DataTypes;
import org.sparkgrad.Edit;
import org.sparkgrad.Edits;
import org.sparkgrad.Ending;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;

/** Leases and tables of a run directory after any edits. */
class HostileRunsTest {
  private static final Configuration HADOOP = new Configuration();
  private static final List<String> CELLS = List.of("cell-1", "cell-2");
  private static final String WHOLE = "part-00000.snappy.parquet";

  /** Of both cells. */
  private record Point(String cell, double value) {
    static Stream<Point> all() {
      return Stream.of(new Point("cell-1", 0.5), new Point("cell-1", 1.5), new Point("cell-2", 2));
    }

    static Stream<Point> of(String cell) {
      return all().filter(each -> each.cell().equals(cell));
    }
  }

  private static final List<Column<Point>> COLUMNS =
      List.of(
          new Column<>("cell", DataTypes.StringType, Point::cell),
          new Column<>("value", DataTypes.DoubleType, Point::value));

  private static Path place;
  private static byte[] lease;
  private static byte[] whole;
  private static byte[] ofCell;

  @BeforeContainer
  static void write() throws IOException {
    place = Files.createTempDirectory("hostile-runs");
    lease = LeaseOwner.here("another").encode();
    table().compact(Point.all());
    whole = Files.readAllBytes(place.resolve("table").resolve(WHOLE));
    table().write("cell-1", Point.of("cell-1"));
    ofCell = Files.readAllBytes(place.resolve("table/cell-1.parquet"));
  }

  /** Nothing was made beside run directory and table. */
  @AfterContainer
  static void remove() throws IOException {
    Set<String> made = files("");
    Directory.at(HADOOP, place.toString()).delete();
    assertEquals(Set.of("run", "table"), made);
  }

  private static CellTable<Point> table() {
    Directory directory = Directory.at(HADOOP, place.resolve("table").toString());
    return new CellTable<>(directory, new ParquetRows(HADOOP), COLUMNS);
  }

  private static Set<String> files(String directory) throws IOException {
    try (Stream<Path> found = Files.list(place.resolve(directory))) {
      return found.map(each -> each.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  /** A table that holds nothing but this file. */
  private static void writeTable(String name, byte[] bytes) throws IOException {
    Directory.at(HADOOP, place.resolve("table").toString()).delete();
    Files.createDirectory(place.resolve("table"));
    Files.write(place.resolve("table").resolve(name), bytes);
  }

  private static void takeLease(byte[] bytes) throws IOException {
    Path run = place.resolve("run");
    Directory directory = Directory.at(HADOOP, run.toString());
    directory.delete();
    Files.createDirectory(run);
    Files.write(run.resolve(RunLease.FILE), bytes);
    Ending.worksOrIsRefused(
        RunRefusedException.class, () -> RunLease.take(directory, "own", false).close());
    Set<String> left = files("run");
    left.remove(RunLease.FILE);
    assertEquals(Set.of(), left);
  }

  /** It is that of a process which lives, or not readable, or says what no process writes. */
  @Property(tries = 300, seed = Edits.SEED)
  void leases(@ForAll(supplier = Edits.class) List<Edit> edits) throws IOException {
    takeLease(Edit.all(edits, lease));
  }

  @Property(tries = 500, seed = Edits.SEED)
  void leasesWithADigestThatFits(@ForAll(supplier = Edits.class) List<Edit> edits)
      throws IOException {
    takeLease(HostileModelsTest.signed(Edit.all(edits, lease)));
  }

  @Property(tries = 300, seed = Edits.SEED)
  void tablesThatAreTakenApart(@ForAll(supplier = Edits.class) List<Edit> edits)
      throws IOException {
    writeTable(WHOLE, Edit.all(edits, whole));
    Ending.worksOrIsRefused(DataException.class, table()::split);
  }

  @Property(tries = 300, seed = Edits.SEED)
  void tablesThatArePutTogether(@ForAll(supplier = Edits.class) List<Edit> edits)
      throws IOException {
    writeTable("cell-1.parquet", Edit.all(edits, ofCell));
    table().write("cell-2", Point.of("cell-2"));
    Ending.worksOrIsRefused(DataException.class, () -> table().compactFiles(CELLS));
  }
}
