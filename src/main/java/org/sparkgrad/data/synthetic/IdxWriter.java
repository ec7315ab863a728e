package org.sparkgrad.data.synthetic;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sparkgrad.image.ImageShape;

/** Writes IDX files as Fashion-MNIST has them: grey images of 28 x 28 pixels. */
final class IdxWriter implements SyntheticLayout.Writer {
  private static final ImageShape SHAPE = new ImageShape(1, 28, 28);
  private static final int LABELS = 0x0801;
  private static final int IMAGES = 0x0803;

  @Override
  public void write(SyntheticRows rows, Path directory) throws IOException {
    write(rows, false, directory, "train");
    write(rows, true, directory, "t10k");
    Cifar10Writer.writeNames(directory.resolve("classes.txt"), SyntheticData.CLASS_NAMES);
  }

  private static void write(SyntheticRows rows, boolean test, Path directory, String part)
      throws IOException {
    try (DataOutputStream images = open(directory.resolve(part + "-images-idx3-ubyte"));
        DataOutputStream labels = open(directory.resolve(part + "-labels-idx1-ubyte"))) {
      images.writeInt(IMAGES);
      images.writeInt(rows.rows(test));
      images.writeInt(SHAPE.height());
      images.writeInt(SHAPE.width());
      labels.writeInt(LABELS);
      labels.writeInt(rows.rows(test));
      rows.forEach(
          test,
          (index, row) -> {
            images.write(row.image(SHAPE));
            labels.write(row.label());
          });
    }
  }

  private static DataOutputStream open(Path path) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)));
  }
}
