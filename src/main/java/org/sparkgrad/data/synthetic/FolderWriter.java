package org.sparkgrad.data.synthetic;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.Picture;

/** Writes images in a folder for each class, in three sizes, PNG and JPEG in turn. */
final class FolderWriter implements SyntheticLayout.Writer {
  private static final List<ImageShape> SHAPES =
      List.of(new ImageShape(3, 32, 32), new ImageShape(3, 48, 64), new ImageShape(3, 96, 60));
  private static final List<String> FORMATS = List.of("png", "jpg");

  @Override
  public void write(SyntheticRows rows, Path directory) throws IOException {
    write(rows, false, directory.resolve("train"));
    write(rows, true, directory.resolve("test"));
  }

  private static void write(SyntheticRows rows, boolean test, Path directory) throws IOException {
    rows.forEach(test, (index, row) -> write(index, row, directory));
  }

  private static void write(int index, SyntheticRows.Row row, Path directory) throws IOException {
    ImageShape shape = SHAPES.get(index % SHAPES.size());
    String format = FORMATS.get(index % FORMATS.size());
    BufferedImage picture = Picture.of(shape, row.image(shape), 0);
    Path folder = directory.resolve(SyntheticData.CLASS_NAMES.get(row.label()));
    Files.createDirectories(folder);
    Path file = folder.resolve("%06d.%s".formatted(index, format));
    if (!ImageIO.write(picture, format, file.toFile())) {
      throw new IOException("expected Java to bring a writer of %s, found none".formatted(format));
    }
  }
}
