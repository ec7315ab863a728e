package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The binary version of CIFAR-100: records of a coarse label, a fine label and an image, in one
 * file each for training and test. Source: Krizhevsky, <a
 * href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR-10 dataset</a>.
 */
final class Cifar100Format implements DataFormat {
  static final String TRAIN = "train.bin";
  static final String TEST = "test.bin";
  private static final int LABEL_BYTES = 2;

  /** How records lie, if these labels are the classes. */
  static RecordLayout layout(CifarLabels labels) {
    int labelAt = labels == CifarLabels.COARSE ? 0 : 1;
    return new RecordLayout(LABEL_BYTES, labelAt, labels.classes());
  }

  @Override
  public boolean isIn(Folder folder, List<FolderEntry> entries) {
    return FolderEntry.anyNamed(entries, List.of(TRAIN, TEST));
  }

  @Override
  public Found open(DirectoryScan scan, DataChoices choices) throws IOException {
    CifarLabels labels = choices.labels().orElse(CifarLabels.FINE);
    RecordFiles files = new RecordFiles(scan, layout(labels));
    return new Found(
        List.of(
            "%s and %s: records of a coarse label, a fine label and 3,072 pixels"
                .formatted(TRAIN, TEST),
            "%s labels, class names from %s".formatted(labels.label(), labels.namesFile())),
        Map.of(DataChoices.LABELS, labels.label()),
        files.find(List.of(TRAIN)),
        files.find(List.of(TEST)),
        scan.classNames(labels.namesFile(), OptionalInt.of(labels.classes())));
  }
}
