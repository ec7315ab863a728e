package org.sparkgrad.data.format;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.sparkgrad.choice.Choice;

/**
 * The data sets that Krizhevsky publishes, in the files of their binary versions: <a
 * href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR-10 dataset</a>.
 */
public enum PublishedSet implements Choice {
  CIFAR_10(
      KnownArchive.CIFAR_10_BINARY,
      "cifar-10-batches-bin",
      RecordLayout.CIFAR_10,
      Cifar10Layout.DATA_FILES.stream().map(file -> new Records(file, 10_000)).toList(),
      new Names(Cifar10Layout.CLASS_NAMES_FILE, Cifar10Layout.CLASSES, Cifar10Layout.CLASS_NAMES)),
  CIFAR_100(
      KnownArchive.CIFAR_100_BINARY,
      "cifar-100-binary",
      Cifar100Format.layout(CifarLabels.FINE),
      List.of(new Records(Cifar100Format.TRAIN, 50_000), new Records(Cifar100Format.TEST, 10_000)),
      new Names(CifarLabels.FINE, List.of("apple", "aquarium_fish")),
      new Names(CifarLabels.COARSE, List.of("aquatic_mammals", "fish")));

  private static final String FOLDER_OF_ARCHIVES = "https://www.cs.toronto.edu/~kriz/";

  private static final long LARGEST_TEXT_FILE = 1 << 16;

  private final KnownArchive archive;
  private final String folder;
  private final RecordLayout layout;
  private final List<Records> records;
  private final List<Names> names;

  /** A file of records, as many as are published. */
  private record Records(String file, int count) {}

  /** A file of class names, and those that it begins with, which a synthetic set does not have. */
  private record Names(String file, int count, List<String> first) {
    Names(CifarLabels labels, List<String> first) {
      this(labels.namesFile(), labels.classes(), first);
    }

    boolean areIn(Path directory) throws IOException {
      Path path = directory.resolve(file);
      if (!Files.isRegularFile(path)) {
        return false;
      }
      try {
        List<String> found = ClassNames.read(Files.readAllBytes(path), OptionalInt.of(count));
        return found.subList(0, first.size()).equals(first);
      } catch (IllegalArgumentException others) {
        return false;
      }
    }
  }

  PublishedSet(
      KnownArchive archive,
      String folder,
      RecordLayout layout,
      List<Records> records,
      Names... names) {
    this.archive = archive;
    this.folder = folder;
    this.layout = layout;
    this.records = records;
    this.names = List.of(names);
  }

  /** The set whose published archive has a checksum. */
  static Optional<PublishedSet> ofMd5(String md5) {
    return Stream.of(values()).filter(each -> each.archive.md5().equals(md5)).findFirst();
  }

  /** As it is written. */
  String title() {
    return label().toUpperCase(Locale.ROOT);
  }

  /** Where its archive is published. */
  URI source() {
    return URI.create(FOLDER_OF_ARCHIVES + archive.fileName());
  }

  /** The published checksum of its archive. */
  String md5() {
    return archive.md5();
  }

  /** The folder in its archive that has its files. */
  String folder() {
    return folder;
  }

  RecordLayout layout() {
    return layout;
  }

  /** The names of all its files. */
  public List<String> files() {
    List<String> all = new ArrayList<>(dataFiles());
    names.forEach(each -> all.add(each.file()));
    return all;
  }

  /** The names of the files of records. */
  List<String> dataFiles() {
    return records.stream().map(Records::file).toList();
  }

  /** How many bytes one of its files has at most. */
  long mostBytes(String file) {
    return records.stream()
        .filter(each -> each.file().equals(file))
        .findFirst()
        .map(each -> (long) each.count() * layout.bytes())
        .orElse(LARGEST_TEXT_FILE);
  }

  /** Whether a directory holds all its files, with whole records and the published class names. */
  boolean isIn(Path directory) throws IOException {
    for (String name : dataFiles()) {
      Path file = directory.resolve(name);
      if (!Files.isRegularFile(file) || !layout.isDataSize(Files.size(file))) {
        return false;
      }
    }
    for (Names each : names) {
      if (!each.areIn(directory)) {
        return false;
      }
    }
    return true;
  }
}
