package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.sparkgrad.data.picture.LostFile;
import org.sparkgrad.data.picture.PictureFormat;
import org.sparkgrad.image.ImageShape;

/**
 * Images in a folder for each class.
 *
 * @param byClass the images of each class by its name, in the order of a draw, which is that of the
 *     SHA-256 of {@code CLASS/FILE}
 * @param hidden folders that are no classes, as their names begin with a dot or an underscore
 * @param loose images beside the folders, of no class
 * @param others how many files in the folders are no images by their names
 */
record ClassFolders(
    TreeMap<String, List<Image>> byClass,
    List<FolderEntry> hidden,
    List<FolderEntry> loose,
    int others) {
  private static final int SHARE_TO_TEST = 10;

  /**
   * An image.
   *
   * @param draw its place in the draw
   */
  record Image(DataFile file, String draw) {}

  /** Looks into all folders but hidden ones; notes those that hold no image, or another folder. */
  static ClassFolders in(DirectoryScan scan) throws IOException {
    TreeMap<String, List<Image>> byClass = new TreeMap<>();
    int others = 0;
    for (LostFile each : scan.lost()) {
      scan.problem(each.name(), "expected the folder of a class, found " + LostFile.FOUND);
    }
    for (FolderEntry folder : FolderEntry.folders(scan.entries())) {
      DirectoryScan child = scan.child(folder.name());
      List<Image> images = images(folder.name(), child);
      check(scan, folder.name(), images, child.entries());
      requireAll(child);
      byClass.put(folder.name(), images);
      others += child.entries().size() - images.size();
    }
    List<FolderEntry> hidden = FolderEntry.hiddenFolders(scan.entries());
    return new ClassFolders(byClass, hidden, FolderEntry.images(scan.entries()), others);
  }

  private static List<Image> images(String name, DirectoryScan scan) {
    List<Image> images = new ArrayList<>();
    for (FolderEntry each : FolderEntry.images(scan.entries())) {
      String draw = DigestUtils.sha256Hex(name + "/" + each.name());
      images.add(new Image(scan.dataFile(each), draw));
    }
    images.sort(Comparator.comparing(Image::draw));
    return images;
  }

  private static void requireAll(DirectoryScan folder) throws IOException {
    for (LostFile each : folder.lost()) {
      if (each.isFolder() || PictureFormat.isNamed(each.name())) {
        folder.problem(each.name(), "expected an image, found " + LostFile.FOUND);
      }
    }
  }

  private static void check(
      DirectoryScan scan, String name, List<Image> images, List<FolderEntry> entries) {
    List<FolderEntry> folders = FolderEntry.folders(entries);
    if (!folders.isEmpty()) {
      scan.problem(name, "expected images alone, found folders: " + FolderEntry.names(folders));
    } else if (images.isEmpty()) {
      String found = entries.isEmpty() ? "an empty folder" : FolderEntry.names(entries);
      scan.problem(
          name, "expected files named %s, found %s".formatted(PictureFormat.suffixes(), found));
    }
  }

  List<String> classNames() {
    return List.copyOf(byClass.keySet());
  }

  int count() {
    return byClass.values().stream().mapToInt(List::size).sum();
  }

  /** Of each class with two images or more the first tenth of the draw, and at least one. */
  ClassFolders drawnToTest() {
    TreeMap<String, List<Image>> drawn = new TreeMap<>();
    byClass.forEach((name, images) -> drawn.put(name, images.subList(0, toTest(images))));
    return of(drawn);
  }

  /** Those that {@link #drawnToTest} leaves. */
  ClassFolders left() {
    TreeMap<String, List<Image>> left = new TreeMap<>();
    byClass.forEach(
        (name, images) -> left.put(name, images.subList(toTest(images), images.size())));
    return of(left);
  }

  private static ClassFolders of(TreeMap<String, List<Image>> byClass) {
    return new ClassFolders(byClass, List.of(), List.of(), 0);
  }

  private static int toTest(List<Image> images) {
    return images.size() < 2 ? 0 : Math.max(1, images.size() / SHARE_TO_TEST);
  }

  /**
   * All images in the order of the draw, so that any run of rows has images of all classes, as the
   * last rows are those that validate.
   *
   * @param names of the classes, sorted; labels are their places
   */
  ImageFilesPart rows(List<String> names, ImageShape shape) {
    record Labelled(Image image, int label) {}
    List<Labelled> all = new ArrayList<>();
    byClass.forEach(
        (name, images) -> {
          int label = names.indexOf(name);
          images.forEach(each -> all.add(new Labelled(each, label)));
        });
    all.sort(Comparator.comparing(each -> each.image().draw()));
    return new ImageFilesPart(
        all.stream().map(each -> each.image().file()).toList(),
        all.stream().mapToInt(Labelled::label).toArray(),
        shape,
        names.size());
  }
}
