package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * IDX files as MNIST has them: grey images and labels, training and test, each as it is or packed
 * by gzip. Source: LeCun, Cortes and Burges, The MNIST database of handwritten digits, section
 * "File formats for the MNIST database".
 */
final class IdxFormat implements DataFormat {
  private static final String TRAIN = "train";

  /** As MNIST calls it. */
  private static final String TEST = "t10k";

  private static final Pattern NAME =
      Pattern.compile("(train|t10k)-(images|labels)[-.]idx[13]-ubyte(\\.gz)?");

  /** The images and labels of a part. */
  private record Pair(IdxFile images, IdxFile labels) {
    int highestLabel(DirectoryScan scan) {
      return labels.highest(scan.hadoop());
    }
  }

  @Override
  public boolean isIn(Folder folder, List<FolderEntry> entries) {
    return entries.stream().anyMatch(each -> NAME.matcher(each.name()).matches());
  }

  @Override
  public Found open(DirectoryScan scan, DataChoices choices) throws IOException {
    List<String> notes = new ArrayList<>();
    Optional<Pair> train = pair(scan, TRAIN, notes);
    Optional<Pair> test = pair(scan, TEST, notes);
    if (train.isEmpty() || test.isEmpty()) {
      return Found.NOTHING;
    }
    requireSameShape(scan, train.get().images(), test.get().images());
    int highest = Math.max(train.get().highestLabel(scan), test.get().highestLabel(scan));
    List<String> names = NumberedClasses.names(scan, highest, notes);
    return new Found(
        notes, Map.of(), part(train.get(), names.size()), part(test.get(), names.size()), names);
  }

  private static IdxPart part(Pair pair, int classes) {
    return new IdxPart(pair.images(), pair.labels(), classes);
  }

  private static Optional<Pair> pair(DirectoryScan scan, String part, List<String> notes) {
    Optional<IdxFile> images = file(scan, part + "-images", IdxFile.IMAGES);
    Optional<IdxFile> labels = file(scan, part + "-labels", IdxFile.LABELS);
    if (images.isEmpty() || labels.isEmpty()) {
      return Optional.empty();
    }
    Pair pair = new Pair(images.get(), labels.get());
    String imagesName = pair.images().file().name();
    String labelsName = pair.labels().file().name();
    if (pair.images().count() != pair.labels().count()) {
      scan.problem(
          labelsName,
          "expected %,d labels, one for each image of %s, found %,d"
              .formatted(pair.images().count(), imagesName, pair.labels().count()));
    }
    notes.add(
        "%s and %s: %,d grey images of %d x %d pixels"
            .formatted(
                imagesName,
                labelsName,
                pair.images().count(),
                pair.images().height(),
                pair.images().width()));
    return Optional.of(pair);
  }

  /** One of the files; one that is not packed is taken first. */
  private static Optional<IdxFile> file(DirectoryScan scan, String stem, int dimensions) {
    Pattern name = Pattern.compile("%s[-.]idx%d-ubyte(\\.gz)?".formatted(stem, dimensions));
    Optional<FolderEntry> entry =
        scan.entries().stream()
            .filter(each -> name.matcher(each.name()).matches() && !each.isDirectory())
            .findFirst();
    if (entry.isEmpty()) {
      String usual = "%s-idx%d-ubyte".formatted(stem, dimensions);
      scan.problem(
          usual, "expected an IDX file, as it is or packed as .gz, found " + scan.insteadOf(usual));
      return Optional.empty();
    }
    return IdxFile.open(scan, entry.get(), dimensions);
  }

  private static void requireSameShape(DirectoryScan scan, IdxFile train, IdxFile test) {
    if (!train.image().equals(test.image())) {
      scan.problem(
          test.file().name(),
          "expected images of %d x %d pixels, as those for training, found %d x %d"
              .formatted(train.height(), train.width(), test.height(), test.width()));
    }
  }
}
