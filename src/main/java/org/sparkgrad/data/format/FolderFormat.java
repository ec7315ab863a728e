package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sparkgrad.data.picture.LostFile;
import org.sparkgrad.image.ImageShape;

/**
 * Images in a folder for each class: {@code train/CLASS/FILE} and {@code test/CLASS/FILE}, or
 * {@code CLASS/FILE} alone. Where there is no {@code test}, some are drawn to test with.
 */
final class FolderFormat implements DataFormat {
  private static final String TRAIN = "train";
  private static final String TEST = "test";

  /** Names that folders of parts have in other data sets. */
  private static final Set<String> PARTS =
      Set.of(TRAIN, TEST, "val", "valid", "validation", "training", "testing");

  private static final int FOLDERS_TO_LOOK_INTO = 30;
  private static final int FEWEST_CLASSES = 2;

  @Override
  public boolean isIn(Folder folder, List<FolderEntry> entries) throws IOException {
    return areIn(folder, entries);
  }

  /** Whether a folder, or its folder {@code train}, has a folder with images. */
  static boolean areIn(Folder folder, List<FolderEntry> entries) throws IOException {
    // Sparkgrad's own directories have one, of plots.
    int fewest = ForeignKind.isOwn(entries) ? FEWEST_CLASSES : 1;
    Optional<String> train = FolderEntry.part(entries, TRAIN);
    return holdImages(folder, entries) >= fewest
        || (train.isPresent() && holdImages(folder.child(train.get())) >= fewest);
  }

  /** In how many of the first folders of a folder there are images. */
  static int holdImages(Folder folder) throws IOException {
    return holdImages(folder, folder.entries());
  }

  private static int holdImages(Folder folder, List<FolderEntry> entries) throws IOException {
    List<FolderEntry> folders = FolderEntry.folders(entries);
    int found = 0;
    for (FolderEntry each : folders.subList(0, Math.min(FOLDERS_TO_LOOK_INTO, folders.size()))) {
      List<FolderEntry> inside = folder.child(each.name()).entries();
      found += inside.stream().anyMatch(FolderEntry::isImage) ? 1 : 0;
    }
    return found;
  }

  @Override
  public Found open(DirectoryScan scan, DataChoices choices) throws IOException {
    Optional<String> train = FolderEntry.part(scan.entries(), TRAIN);
    boolean parted =
        train.isPresent() && !FolderEntry.folders(scan.child(train.get()).entries()).isEmpty();
    List<String> notes = new ArrayList<>();
    ClassFolders all = ClassFolders.in(parted ? scan.child(train.get()) : scan);
    List<String> names = all.classNames();
    requireClasses(scan, parted ? train.get() : "", names);
    notes.add(
        "%,d images in %d folders, one for each class%s"
            .formatted(all.count(), names.size(), parted ? ", in " + train.get() : ""));
    Optional<ClassFolders> test = parted ? test(scan, names) : Optional.empty();
    ClassFolders tested = test.orElseGet(all::drawnToTest);
    requireSome(scan, tested);
    notes.add(
        test.isPresent()
            ? "%,d images in %s"
                .formatted(tested.count(), FolderEntry.part(scan.entries(), TEST).orElseThrow())
            : "no folder test: of each class a tenth, drawn by names, tests: %,d images"
                .formatted(tested.count()));
    if (parted) {
      noteOthers(scan, notes);
    }
    noteLeftOut(
        "folders left out, as their names begin with . or _",
        FolderEntry.hiddenFolders(scan.entries()),
        all.hidden(),
        tested.hidden(),
        notes);
    noteLeftOut(
        "images left out, as they lie in no folder of a class",
        FolderEntry.images(scan.entries()),
        all.loose(),
        tested.loose(),
        notes);
    int others = all.others() + tested.others();
    if (others > 0) {
      notes.add(
          "%,d files left out, as their names are not those of images, or begin with . or _"
              .formatted(others));
    }
    ImageShape shape = choices.imageShape().orElse(ImageShape.CIFAR);
    notes.add("images are resized to " + shape);
    return new Found(
        notes,
        Map.of(DataChoices.IMAGE_SIZE, shape.toString()),
        (test.isPresent() ? all : all.left()).rows(names, shape),
        tested.rows(names, shape),
        names);
  }

  /**
   * Notes what is wrong with the classes to train on.
   *
   * @param train the folder that has them; empty if it is the data set's own
   */
  private static void requireClasses(DirectoryScan scan, String train, List<String> names) {
    if (names.size() < FEWEST_CLASSES) {
      scan.problem(
          train.isEmpty() ? "folders" : train,
          "expected one for each of at least %d classes, found %s"
              .formatted(FEWEST_CLASSES, String.join(", ", names)));
    }
    boolean areParts =
        names.stream().map(name -> name.toLowerCase(Locale.ROOT)).allMatch(PARTS::contains);
    if (train.isEmpty() && !names.isEmpty() && areParts) {
      scan.problem(
          FolderEntry.part(scan.entries(), TRAIN).orElse(names.get(0)),
          "expected a folder for each class, found images");
    }
  }

  /** The images of the test part; empty if there is none. */
  private static Optional<ClassFolders> test(DirectoryScan scan, List<String> names)
      throws IOException {
    for (LostFile each : scan.lost()) {
      if (each.name().equalsIgnoreCase(TEST)) {
        scan.problem(each.name(), "expected a folder, found " + LostFile.FOUND);
      }
    }
    Optional<String> name = FolderEntry.part(scan.entries(), TEST);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    DirectoryScan folder = scan.child(name.get());
    ClassFolders test = ClassFolders.in(folder);
    if (test.byClass().isEmpty() && folder.entries().stream().anyMatch(FolderEntry::isImage)) {
      scan.problem(name.get(), "expected a folder for each class, found images");
    }
    requireKnown(scan, name.get(), test, names);
    return Optional.of(test);
  }

  private static void noteOthers(DirectoryScan scan, List<String> notes) {
    List<String> read =
        Stream.of(TRAIN, TEST)
            .flatMap(each -> FolderEntry.part(scan.entries(), each).stream())
            .toList();
    List<FolderEntry> others =
        FolderEntry.folders(scan.entries()).stream()
            .filter(each -> !read.contains(each.name()))
            .toList();
    if (!others.isEmpty()) {
      notes.add(
          "folders left out, as they are neither train nor test: " + FolderEntry.names(others));
    }
  }

  /** Of both parts, and of what is beside them. */
  private static void noteLeftOut(
      String what,
      List<FolderEntry> beside,
      List<FolderEntry> train,
      List<FolderEntry> test,
      List<String> notes) {
    List<FolderEntry> all =
        Stream.of(beside, train, test).flatMap(List::stream).distinct().toList();
    if (!all.isEmpty()) {
      notes.add(what + ": " + FolderEntry.names(all));
    }
  }

  private static void requireKnown(
      DirectoryScan scan, String folder, ClassFolders test, List<String> names) {
    for (String each : test.classNames()) {
      if (!names.contains(each)) {
        scan.problem(
            folder + "/" + each,
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
