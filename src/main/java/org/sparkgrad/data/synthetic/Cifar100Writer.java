package org.sparkgrad.data.synthetic;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.image.ImageShape;

/**
 * Writes the files of CIFAR-100's binary version. Each pattern is there in ten lights, which make
 * it ten fine classes and two coarse ones, dark and light: {@code pixel / 2 + 12 light}.
 */
final class Cifar100Writer implements SyntheticLayout.Writer {
  private static final int LIGHTS = 10;
  private static final int STEP = 12;

  @Override
  public void write(SyntheticRows rows, Path directory) throws IOException {
    write(rows, false, directory.resolve("train.bin"));
    write(rows, true, directory.resolve("test.bin"));
    List<String> fine = new ArrayList<>();
    List<String> coarse = new ArrayList<>();
    for (String each : SyntheticData.CLASS_NAMES) {
      for (int light = 0; light < LIGHTS; light++) {
        fine.add(each + "_" + light);
      }
      coarse.add(each + "_dark");
      coarse.add(each + "_light");
    }
    Cifar10Writer.writeNames(directory.resolve("fine_label_names.txt"), fine);
    Cifar10Writer.writeNames(directory.resolve("coarse_label_names.txt"), coarse);
  }

  private static void write(SyntheticRows rows, boolean test, Path path) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
      rows.forEach(
          test,
          (index, row) -> {
            int light = index / LIGHTS % LIGHTS;
            out.write(2 * row.label() + 2 * light / LIGHTS);
            out.write(LIGHTS * row.label() + light);
            out.write(lit(row.image(ImageShape.CIFAR), light));
          });
    }
  }

  private static byte[] lit(byte[] image, int light) {
    for (int k = 0; k < image.length; k++) {
      image[k] = (byte) ((image[k] & 0xFF) / 2 + STEP * light);
    }
    return image;
  }
}
