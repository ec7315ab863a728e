package org.sparkgrad.data.format;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is taken for a data set and is none, or not yet, told apart by the names of its files. The
 * first kind that has a file is it.
 */
enum ForeignKind {
  CIFAR_100_PYTHON(
      "train|test|meta", "CIFAR-100's Python version, pickles,", Finding.FETCH_CIFAR_100),
  PYTHON(
      "(data_batch_\\d|test_batch|batches\\.meta)(\\.pkl)?", "CIFAR-10's Python version, pickles,"),
  MATLAB("(data_batch_\\d|test_batch|batches\\.meta|train|test|meta)\\.mat", "a Matlab version"),
  GZIPPED(
      "(data_batch_\\d|test_batch)\\.bin\\.gz", "compressed files", "unpack them: gunzip %s/*.gz"),
  COMPRESSED(
      "(data_batch_\\d|test_batch)\\.bin\\.(bz2|xz|zst|zip|7z)",
      "compressed files",
      "unpack them first"),
  CAPITALS(
      "(?i)(data_batch_\\d|test_batch)\\.bin",
      "files in capital letters",
      "rename them as the original has them, such as " + Cifar10Layout.TRAIN_FILES.get(0)),
  RUN("manifest\\.json", "a run directory of 'train' or 'grid'"),
  FEATURES(
      "features\\.json",
      "a store of features",
      "give it as --feature-store, and the data that it was made from as --data"),
  MODEL("model\\.json", "a saved model"),
  IDX(
      ".*(-ubyte|\\.idx\\d?)(\\.gz)?",
      "IDX files of other names",
      "name them as MNIST does, such as train-images-idx3-ubyte and t10k-labels-idx1-ubyte"),
  IMAGES(
      "(?i).*\\.(png|jpe?g|bmp|gif|webp|tiff?|ppm)",
      "images",
      "put them into a folder for each class, as PNG, JPEG, GIF or BMP files");

  private final Pattern names;
  private final String what;
  private final String advice;

  ForeignKind(String names, String what) {
    this(names, what, Finding.FETCH);
  }

  /**
   * @param advice what to do; may name the folder by {@code %s}
   */
  ForeignKind(String names, String what, String advice) {
    this.names = Pattern.compile(names);
    this.what = what;
    this.advice = advice;
  }

  /** Whether files are of a kind that Sparkgrad writes. */
  static boolean isOwn(List<FolderEntry> files) {
    return Stream.of(RUN, FEATURES, MODEL).anyMatch(each -> !each.among(files).isEmpty());
  }

  List<FolderEntry> among(List<FolderEntry> files) {
    return files.stream().filter(each -> names.matcher(each.name()).matches()).toList();
  }

  /**
   * @param files those of this kind
   */
  Finding finding(String folder, List<FolderEntry> files) {
    return new Finding(
        "%s (%s)".formatted(what, FolderEntry.names(files)), advice.formatted(folder));
  }
}
