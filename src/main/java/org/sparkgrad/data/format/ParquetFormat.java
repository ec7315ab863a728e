package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.DataException;

/**
 * Parquet tables for training and for test: each a file, several whose names begin alike, or a
 * directory of files. Or files of any names, if a column {@code split} deals their rows out.
 */
final class ParquetFormat implements DataFormat {
  private static final String TRAIN = "train";
  private static final String TEST = "test";
  private static final String SUFFIX = ".parquet";
  private static final int FEWEST_CLASSES = 2;

  @Override
  public boolean isIn(Folder folder, List<FolderEntry> entries) throws IOException {
    Stream<FolderEntry> parts =
        Stream.of(TRAIN, TEST).flatMap(part -> ofPart(entries, part).stream());
    if (parts.anyMatch(ParquetFormat::isNamed)) {
      return true;
    }
    Optional<String> train = FolderEntry.part(entries, TRAIN);
    if (train.isPresent() && holdsTables(folder.child(train.get()))) {
      return true;
    }
    return entries.stream().anyMatch(ParquetFormat::isFile) && !FolderFormat.areIn(folder, entries);
  }

  /** Whether a folder has tables, and not beside folders of images, which they would describe. */
  private static boolean holdsTables(Folder folder) throws IOException {
    return folder.entries().stream().anyMatch(ParquetFormat::isFile)
        && FolderFormat.holdImages(folder) == 0;
  }

  private static boolean isNamed(FolderEntry entry) {
    return entry.name().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
  }

  private static boolean isFile(FolderEntry entry) {
    return !entry.isDirectory() && !entry.isHidden() && isNamed(entry);
  }

  /** The tables and folders of a part: of its name, or else of this name in another case. */
  private static List<FolderEntry> ofPart(List<FolderEntry> entries, String part) {
    List<FolderEntry> exact = ofPart(entries, part, 0);
    return exact.isEmpty() ? ofPart(entries, part, Pattern.CASE_INSENSITIVE) : exact;
  }

  /** The tables, and the folders that may have tables, of a part. */
  private static List<FolderEntry> ofPart(List<FolderEntry> entries, String part, int flags) {
    String suffix = "([-_.].*)?\\" + SUFFIX;
    Pattern table = Pattern.compile(part + suffix, flags);
    Pattern folder = Pattern.compile(part + "(" + suffix + ")?", flags);
    return entries.stream()
        .filter(each -> (each.isDirectory() ? folder : table).matcher(each.name()).matches())
        .toList();
  }

  @Override
  public Found open(DirectoryScan scan, DataChoices choices) throws IOException {
    boolean named =
        Stream.of(TRAIN, TEST).anyMatch(part -> !ofPart(scan.entries(), part).isEmpty());
    List<DataFile> train = named ? files(scan, TRAIN) : allFiles(scan);
    List<DataFile> test = named ? files(scan, TEST) : train;
    if (train.isEmpty() || test.isEmpty()) {
      return Found.NOTHING;
    }
    try {
      Tables tables =
          named
              ? Tables.of(scan.hadoop(), train, test, choices)
              : Tables.split(scan.hadoop(), train, choices);
      return open(scan, tables, choices);
    } catch (DataException e) {
      scan.problem("tables", e.getMessage());
      return Found.NOTHING;
    }
  }

  private static List<DataFile> allFiles(DirectoryScan scan) {
    return scan.entries().stream().filter(ParquetFormat::isFile).map(scan::dataFile).toList();
  }

  /** The files of a part, by name. */
  private static List<DataFile> files(DirectoryScan scan, String part) throws IOException {
    List<DataFile> files = new ArrayList<>();
    for (FolderEntry each : ofPart(scan.entries(), part)) {
      if (each.isDirectory()) {
        DirectoryScan folder = scan.child(each.name());
        folder.entries().stream()
            .filter(ParquetFormat::isFile)
            .map(folder::dataFile)
            .forEach(files::add);
      } else {
        files.add(scan.dataFile(each));
      }
    }
    if (files.isEmpty()) {
      scan.problem(part + SUFFIX, "expected a Parquet file, or a folder of them, found none");
    }
    return files;
  }

  private static Found open(DirectoryScan scan, Tables tables, DataChoices choices)
      throws IOException {
    TableColumns columns = tables.columns();
    List<String> notes = new ArrayList<>();
    notes.add(files(tables.train(), "training"));
    notes.add(files(tables.test(), "test"));
    if (tables.validation() > 0) {
      notes.add(
          "the last %,d rows for training are those for validation: --validation %d holds them out"
              .formatted(tables.validation(), tables.validation()));
    }
    notes.add(
        "column '%s' has the labels, column '%s' %s"
            .formatted(columns.label(), columns.features(), columns.form().words()));
    Map<String, String> read = new TreeMap<>();
    read.put(DataChoices.LABEL_COLUMN, columns.label());
    read.put(DataChoices.FEATURES_COLUMN, columns.features());
    List<String> names = names(scan, tables, notes);
    ImageShape image = columns.areImages() ? choices.imageShape().orElse(ImageShape.CIFAR) : null;
    if (image != null) {
      read.put(DataChoices.IMAGE_SIZE, image.toString());
      notes.add("images are resized to " + image);
    }
    int values = image == null ? tables.vectorLength(scan.hadoop()) : image.bytes();
    ClassLabels labels = columns.isNamed() ? ClassLabels.named(names) : ClassLabels.numbers();
    return new Found(
        notes,
        read,
        new ParquetPart(tables.train(), columns, labels, image, values, names.size()),
        new ParquetPart(tables.test(), columns, labels, image, values, names.size()),
        names);
  }

  private static String files(List<TableShare> files, String part) {
    return "%,d rows for %s in %s%s"
        .formatted(
            TableShare.count(files),
            part,
            files.get(0).file().name(),
            files.size() == 1 ? "" : " and %d more files".formatted(files.size() - 1));
  }

  private static List<String> names(DirectoryScan scan, Tables tables, List<String> notes)
      throws IOException {
    Configuration hadoop = scan.hadoop();
    TableColumns columns = tables.columns();
    TableLabels labels = TableLabels.read(hadoop, columns, tables.train(), tables.test());
    if (columns.isNamed()) {
      if (labels.names().size() < FEWEST_CLASSES) {
        throw new DataException(
            "expected at least %d classes, found the only label %s"
                .formatted(FEWEST_CLASSES, labels.names()));
      }
      notes.add("%d classes, the different labels, sorted".formatted(labels.names().size()));
      return labels.names();
    }
    List<String> noted = HuggingFaceNames.of(tables.metadata(), columns.label());
    boolean named = scan.entry(NumberedClasses.NAMES_FILE).isPresent();
    if (!named && noted.size() >= FEWEST_CLASSES && noted.size() > labels.highest()) {
      notes.add("%d class names from the note in the first table".formatted(noted.size()));
      return noted;
    }
    return NumberedClasses.names(scan, labels.highest(), notes);
  }
}
