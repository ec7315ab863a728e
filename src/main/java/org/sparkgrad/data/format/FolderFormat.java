package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sparkgrad.image.ImageShape;

/**
 * Images in a folder for each class: {@code train/CLASS/FILE} and {@code test/CLASS/FILE}, or
 * {@code CLASS/FILE} alone. Where there is no {@code test}, some are drawn to test with.
 */
final class FolderFormat implements DataFormat {
  private static final String TRAIN = "train";
  private static final String TEST = "test";
  private static final int FOLDERS_TO_LOOK_INTO = 30;
  private static final int FEWEST_CLASSES = 2;

  @Override
  public boolean isIn(Folder folder, List<FolderEntry> entries) throws IOException {
    return !ForeignKind.isOwn(entries)
        && (holdClasses(folder, entries)
            || (isFolder(entries, TRAIN)
                && holdClasses(folder.child(TRAIN), folder.child(TRAIN).entries())));
  }

  private static boolean isFolder(List<FolderEntry> entries, String name) {
    return FolderEntry.anyNamed(FolderEntry.folders(entries), List.of(name));
  }

  /** Whether there are images in one of the first folders. */
  private static boolean holdClasses(Folder folder, List<FolderEntry> entries) throws IOException {
    List<FolderEntry> folders = FolderEntry.folders(entries);
    for (FolderEntry each : folders.subList(0, Math.min(FOLDERS_TO_LOOK_INTO, folders.size()))) {
      if (folder.child(each.name()).entries().stream().anyMatch(FolderEntry::isImage)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Found open(DirectoryScan scan, DataChoices choices) throws IOException {
    boolean parted =
        isFolder(scan.entries(), TRAIN)
            && !FolderEntry.folders(scan.child(TRAIN).entries()).isEmpty();
    List<String> notes = new ArrayList<>();
    ClassFolders all = ClassFolders.in(parted ? scan.child(TRAIN) : scan);
    List<String> names = all.classNames();
    if (names.size() < FEWEST_CLASSES) {
      scan.problem(
          parted ? TRAIN : "folders",
          "expected one for each of at least %d classes, found %s"
              .formatted(FEWEST_CLASSES, String.join(", ", names)));
    }
    notes.add(
        "%,d images in %d folders, one for each class%s"
            .formatted(all.count(), names.size(), parted ? ", in train" : ""));
    boolean hasTest = parted && isFolder(scan.entries(), TEST);
    ClassFolders test = hasTest ? ClassFolders.in(scan.child(TEST)) : all.drawnToTest();
    if (hasTest) {
      requireKnown(scan, test, names);
    }
    requireSome(scan, test);
    notes.add(
        hasTest
            ? "%,d images in test".formatted(test.count())
            : "no folder test: of each class a tenth, drawn by names, tests: %,d images"
                .formatted(test.count()));
    int others = all.others() + test.others();
    if (others > 0) {
      notes.add("%,d files left out, as their names are not those of images".formatted(others));
    }
    ImageShape shape = choices.imageShape().orElse(ImageShape.CIFAR);
    notes.add("images are resized to " + shape);
    return new Found(
        notes,
        Map.of(DataChoices.IMAGE_SIZE, shape.toString()),
        (hasTest ? all : all.left()).rows(names, shape),
        test.rows(names, shape),
        names);
  }

  private static void requireKnown(DirectoryScan scan, ClassFolders test, List<String> names) {
    for (String each : test.classNames()) {
      if (!names.contains(each)) {
        scan.problem(
            TEST + "/" + each,
            "expected a class that train has too (%s), found another"
                .formatted(String.join(", ", names)));
      }
    }
  }

  private static void requireSome(DirectoryScan scan, ClassFolders test) {
    if (test.count() == 0 && scan.problems().isEmpty()) {
      scan.problem(TEST, "expected images, or a class with two images or more, found none");
    }
  }
}
