package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The files of {@link Cifar10Layout}. */
final class Cifar10Format implements DataFormat {
  @Override
  public boolean isIn(Folder folder, List<FolderEntry> entries) {
    return FolderEntry.anyNamed(entries, Cifar10Layout.DATA_FILES);
  }

  @Override
  public Found open(DirectoryScan scan, DataChoices choices) throws IOException {
    RecordFiles files = new RecordFiles(scan, RecordLayout.CIFAR_10);
    return new Found(
        List.of(
            "%s and %s: records of one label and 3,072 pixels"
                .formatted(
                    String.join(", ", Cifar10Layout.TRAIN_FILES),
                    String.join(", ", Cifar10Layout.TEST_FILES)),
            "class names from " + Cifar10Layout.CLASS_NAMES_FILE),
        Map.of(),
        files.find(Cifar10Layout.TRAIN_FILES),
        files.find(Cifar10Layout.TEST_FILES),
        scan.classNames(Cifar10Layout.CLASS_NAMES_FILE, OptionalInt.of(Cifar10Layout.CLASSES)));
  }
}
