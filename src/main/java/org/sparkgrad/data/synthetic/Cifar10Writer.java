package org.sparkgrad.data.synthetic;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.data.format.Cifar10Layout;
import org.sparkgrad.image.ImageShape;

/** Writes the seven files of {@link Cifar10Layout}. */
final class Cifar10Writer implements SyntheticLayout.Writer {
  @Override
  public void write(SyntheticRows rows, Path directory) throws IOException {
    List<String> names = new ArrayList<>(Cifar10Layout.TRAIN_FILES);
    names.addAll(Cifar10Layout.TEST_FILES);
    for (int file = 0; file < names.size(); file++) {
      writeFile(directory.resolve(names.get(file)), rows.file(file));
    }
    writeNames(directory.resolve(Cifar10Layout.CLASS_NAMES_FILE), SyntheticData.CLASS_NAMES);
  }

  private static void writeFile(Path path, SyntheticRows.Row[] rows) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
      for (SyntheticRows.Row each : rows) {
        out.write(each.label());
        out.write(each.image(ImageShape.CIFAR));
      }
    }
  }

  /** Writes names, one per line. */
  static void writeNames(Path path, List<String> names) throws IOException {
    Files.writeString(path, String.join("\n", names) + "\n");
  }
}
