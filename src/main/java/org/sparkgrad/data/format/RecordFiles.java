package org.sparkgrad.data.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.data.RowRange;

/** Finds files of records of the CIFAR data sets, and notes what is wrong with them. */
record RecordFiles(DirectoryScan scan, RecordLayout layout) {

  /** Files by name, whose rows are numbered through. */
  RecordPart find(List<String> names) {
    List<FileRows> files = new ArrayList<>();
    long rows = 0;
    for (String name : names) {
      Optional<FolderEntry> file = scan.entry(name).filter(this::holdsRecords);
      if (file.isPresent()) {
        long start = rows;
        rows += file.get().bytes() / layout.bytes();
        if (rows <= Integer.MAX_VALUE) {
          RowRange range = new RowRange((int) start, (int) rows);
          files.add(new FileRows(scan.dataFile(file.get()), range));
        }
      } else if (scan.entry(name).isEmpty()) {
        scan.problem(name, "expected a file of records, found " + scan.insteadOf(name));
      }
    }
    if (rows > Integer.MAX_VALUE) {
      scan.problem(
          String.join(", ", names),
          "expected at most %d records together, found %d".formatted(Integer.MAX_VALUE, rows));
    }
    return new RecordPart(layout, files);
  }

  private boolean holdsRecords(FolderEntry file) {
    if (file.isDirectory()) {
      scan.problem(file.name(), "expected a file of records, found a directory");
    } else if (!layout.isDataSize(file.bytes())) {
      scan.problem(
          file.name(),
          "expected a whole number of records of %d bytes, at least one, found %d bytes%s"
              .formatted(layout.bytes(), file.bytes(), scan.contents(file.name())));
    } else {
      return true;
    }
    return false;
  }
}
