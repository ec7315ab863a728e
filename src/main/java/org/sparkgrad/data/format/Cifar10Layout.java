package org.sparkgrad.data.format;

import java.util.List;
import java.util.stream.Stream;
import org.sparkgrad.image.ImageShape;

/**
 * The binary layout of CIFAR-10: its files and classes.
 *
 * <p>Each record is one label byte (0 to 9) and 3,072 pixel bytes as {@link ImageShape} orders
 * them. The original has 10,000 records per file; any number is accepted. Source: Krizhevsky, <a
 * href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR-10 dataset</a>.
 */
public final class Cifar10Layout {
  public static final int CLASSES = 10;

  /** The training files, in the order that numbers their records. */
  public static final List<String> TRAIN_FILES =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");

  public static final List<String> TEST_FILES = List.of("test_batch.bin");

  /** Both. */
  static final List<String> DATA_FILES =
      Stream.concat(TRAIN_FILES.stream(), TEST_FILES.stream()).toList();

  /** Names the classes, one per line, in the order of their labels. */
  public static final String CLASS_NAMES_FILE = "batches.meta.txt";

  /** The class names of the original data set. */
  public static final List<String> CLASS_NAMES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private Cifar10Layout() {}
}
