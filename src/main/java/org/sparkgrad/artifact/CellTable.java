package org.sparkgrad.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkgrad.io.ChildPath;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.DirectoryReplacement;
import org.sparkgrad.io.OwnNames;
import org.sparkgrad.io.Reason;

/**
 * A table of the cells of a run: a directory of Parquet files. While the run lasts, each cell that
 * has ended has a file of its own, {@code CELL.parquet}, which is there whole or not at all. At the
 * end of the run all are put together in one, {@code part-00000.snappy.parquet}.
 *
 * @param place of the files
 * @param columns the first is the name of the cell
 */
record CellTable<T>(Directory place, ParquetRows parquet, List<Column<T>> columns) {
  private static final Logger LOG = LoggerFactory.getLogger(CellTable.class);
  private static final String SUFFIX = ".parquet";

  /** Files that hold all cells; Spark's do, too, with a name of the job in them. */
  private static final Pattern WHOLE =
      Pattern.compile("part-\\d{5}(-[0-9a-f-]{36}(-c\\d{3})?)?\\.snappy\\.parquet");

  /** Files of a cell. */
  private static final Pattern OF_CELL = Pattern.compile("(cell-\\d{1,9}|final)\\.parquet");

  /** What Spark leaves in a table that it has written. */
  private static final String SUCCESS = "_SUCCESS";

  private static final String WHOLE_FILE = "part-00000.snappy" + SUFFIX;

  /** Writes or replaces the rows of a cell. */
  void write(String cell, Stream<T> rows) {
    place.create();
    write(place, cell + SUFFIX, ParquetRows.schema(columns), source(rows));
  }

  private void write(Directory target, String file, MessageType schema, ParquetRows.Source rows) {
    target.write(file, out -> parquet.write(schema, rows, out));
  }

  private ParquetRows.Source source(Stream<T> subjects) {
    MessageType schema = ParquetRows.schema(columns);
    return sink -> {
      for (T subject : (Iterable<T>) subjects::iterator) {
        sink.take(ParquetRows.row(schema, columns, subject));
      }
    };
  }

  /** Puts a table of these rows in the place of what there is. */
  void compact(Stream<T> rows) {
    compact(source(rows));
  }

  /**
   * Puts the rows of the cells' own files together, in the order of the cells; those of others, and
   * the files, go. A cell without a file has no rows.
   */
  void compactFiles(List<String> cells) {
    Set<String> files = new HashSet<>(place.list());
    compact(
        sink -> {
          for (String cell : cells) {
            if (files.contains(cell + SUFFIX)) {
              for (Group row : rows(cell + SUFFIX)) {
                sink.take(row);
              }
            }
          }
        });
  }

  /**
   * The rows of a cell.
   *
   * @throws DataException if its file is damaged; a run that goes on writes it anew
   */
  private List<Group> rows(String file) {
    List<Group> rows = new ArrayList<>();
    try {
      parquet.read(file(file), rows::add);
      return rows;
    } catch (IOException | RuntimeException e) { // Parquet throws both at a file that is none.
      throw new DataException(
          "read %s: expected the rows of a cell, found a damaged file: %s; the rows of the other cells are there, and --resume makes these anew"
              .formatted(file(file), Reason.of(e)),
          e);
    }
  }

  private void compact(ParquetRows.Source rows) {
    replace(next -> write(next, WHOLE_FILE, ParquetRows.schema(columns), rows));
  }

  private Path file(String name) {
    return ChildPath.of(place.path(), name);
  }

  private void replace(DirectoryReplacement.Filling<IOException> filling) {
    try {
      replacement(place).replace(filling);
    } catch (IOException e) {
      throw new UncheckedIOException("write table %s: %s".formatted(place, e.getMessage()), e);
    }
  }

  /** Of a whole table; other files in it are the user's. */
  static DirectoryReplacement replacement(Directory table) {
    return new DirectoryReplacement(table, OwnNames.matching(CellTable::isOwn));
  }

  /** Whether it is a file of a table, or a mark of Spark's in one. */
  static boolean isOwn(String name) {
    return isFile(name) || name.equals(SUCCESS);
  }

  /** Whether a file of this name in the directory of a table has rows of it. */
  static boolean isFile(String name) {
    return isWhole(name) || OF_CELL.matcher(name).matches();
  }

  private static boolean isWhole(String name) {
    return WHOLE.matcher(name).matches();
  }

  /**
   * Readies what another process has left: files that a kill has hidden are there again, and each
   * cell has its own file in a table that was put together. If that is no Parquet, it is deleted
   * with a warning: the run that is gone on with makes all rows anew.
   */
  void split() {
    place.restoreFiles(CellTable::isOwn);
    List<String> whole = place.list().stream().filter(CellTable::isWhole).toList();
    if (whole.isEmpty()) {
      return;
    }
    try {
      replace(next -> split(whole, next));
    } catch (DamagedException e) {
      LOG.warn("{}: made anew: {}", place, e.getMessage());
      whole.forEach(place::deleteFile);
    }
  }

  private void split(List<String> whole, Directory next) throws IOException {
    Split split = new Split(next);
    try {
      for (String name : whole) {
        parquet.read(file(name), split);
      }
      split.end();
    } catch (IOException | RuntimeException e) { // Parquet throws both at a file that is none.
      if (split.isWriting()) {
        throw e;
      }
      throw new DamagedException(
          "read %s of %s: %s".formatted(String.join(", ", whole), place, e.getMessage()), e);
    }
  }

  /** A table that cannot be read. */
  private static final class DamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message, Exception cause) {
      super(message, cause);
    }
  }

  /** Writes the rows of each cell, which stand together, to its file. */
  private final class Split implements ParquetRows.Sink {
    private final Directory target;
    private final List<Group> rows = new ArrayList<>();
    private final Set<String> written = new HashSet<>();
    private boolean writing;

    Split(Directory target) {
      this.target = target;
    }

    @Override
    public void take(Group row) {
      if (!rows.isEmpty() && !cell(row).equals(cell(rows.get(0)))) {
        end();
      }
      rows.add(row);
    }

    private String cell(Group row) {
      return row.getString(columns.get(0).name(), 0);
    }

    void end() {
      if (rows.isEmpty()) {
        return;
      }
      String cell = cell(rows.get(0));
      if (!written.add(cell)) {
        throw new DataException(
            "read %s: expected the rows of %s together, found others between them"
                .formatted(place, cell));
      }
      MessageType schema = (MessageType) rows.get(0).getType();
      String file = target.child(cell + SUFFIX).name(); // A name that leads elsewhere is refused.
      writing = true;
      write(target, file, schema, this::giveAll);
      writing = false;
      rows.clear();
    }

    /** Whether a file of a cell was begun and is not done, so that a failure is one to write it. */
    boolean isWriting() {
      return writing;
    }

    private void giveAll(ParquetRows.Sink sink) throws IOException {
      for (Group row : rows) {
        sink.take(row);
      }
    }
  }
}
