package org.sparkgrad.data.format;

import java.util.Arrays;
import java.util.Optional;

/**
 * The archives that Krizhevsky publishes, with their checksums: <a
 * href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR-10 dataset</a>.
 */
enum KnownArchive {
  CIFAR_10_BINARY("cifar-10-binary", "c32a1d4ab5d03f1284b67883e8d87530"),
  CIFAR_10_PYTHON("cifar-10-python", "c58f30108f718f92721af3b95e74349a"),
  CIFAR_10_MATLAB("cifar-10-matlab", "70270af85842c9e89bb428ec9976c926"),
  CIFAR_100_BINARY("cifar-100-binary", "03b5dce01913d631647c71ecec9e9cb8"),
  CIFAR_100_PYTHON("cifar-100-python", "eb9058c3a382ffc7106e4002c42a8d85"),
  CIFAR_100_MATLAB("cifar-100-matlab", "6a4bfa1dcd5c9453dda6bb54194911f4");

  private final String stem;
  private final String md5;

  KnownArchive(String stem, String md5) {
    this.stem = stem;
    this.md5 = md5;
  }

  String fileName() {
    return stem + ".tar.gz";
  }

  String md5() {
    return md5;
  }

  static Optional<KnownArchive> ofMd5(String md5) {
    return Arrays.stream(values()).filter(each -> each.md5.equals(md5)).findFirst();
  }

  /** By how a file's name begins, so that {@code cifar-10-python (1).tgz} is found too. */
  static Optional<KnownArchive> ofName(String name) {
    return Arrays.stream(values()).filter(each -> name.startsWith(each.stem)).findFirst();
  }
}
