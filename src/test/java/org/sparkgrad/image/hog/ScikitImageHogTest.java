package org.sparkgrad.image.hog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkgrad.RealCifar;
import org.sparkgrad.image.Extract;
import org.sparkgrad.image.ImageFeatures;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.NpyResource;

/** Value by value against the arrays that {@code scikit_image_hog.py} made with scikit-image. */
class ScikitImageHogTest {
  private static final List<ImageFeatures> SETTINGS =
      List.of(
          hog(HogGradient.STRONGEST_CHANNEL, 9, 8, 1, BlockNorm.NONE),
          hog(HogGradient.STRONGEST_CHANNEL, 9, 4, 2, BlockNorm.L2_HYS),
          hog(HogGradient.STRONGEST_CHANNEL, 9, 8, 2, BlockNorm.L2),
          hog(HogGradient.STRONGEST_CHANNEL, 8, 16, 1, BlockNorm.L2_HYS),
          hog(HogGradient.LUMA, 9, 8, 1, BlockNorm.NONE),
          hog(HogGradient.LUMA, 9, 4, 2, BlockNorm.L2_HYS));

  /**
   * Of a value. scikit-image adds the gradient lengths of a cell, up to 256 of them, in floats,
   * each sum rounded by up to 2^-24 of it. A pixel in a wrong bin would make a difference of 2^-8.
   */
  private static final double TOLERANCE = 0x1p-20;

  private static Hog hog(
      HogGradient gradient, int orientations, int cell, int block, BlockNorm norm) {
    return new Hog(
        ImageShape.CIFAR, gradient, orientations, List.of(cell), block, 1, norm, HogVoting.NONE);
  }

  @Test
  void formulaImages() throws IOException {
    agree("scikit_image_hog_formula.npy", List.of(FormulaImages.rough(), FormulaImages.smooth()));
  }

  @Test
  void realImages() throws IOException {
    String directory = RealCifar.directory("HOG against scikit-image");
    agree("scikit_image_hog_cifar.npy", firstImages(Path.of(directory, "test_batch.bin"), 4));
  }

  private static List<byte[]> firstImages(Path file, int count) throws IOException {
    List<byte[]> images = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new FileInputStream(file.toFile()))) {
      for (int image = 0; image < count; image++) {
        in.skipNBytes(1);
        images.add(in.readNBytes(ImageShape.CIFAR.bytes()));
      }
    }
    return images;
  }

  private static void agree(String arrays, List<byte[]> images) throws IOException {
    float[] expected = NpyResource.read(ScikitImageHogTest.class, arrays);
    int at = 0;
    for (byte[] image : images) {
      for (ImageFeatures settings : SETTINGS) {
        for (float found : Extract.of(settings, image)) {
          double tolerance = TOLERANCE * Math.abs(expected[at]);
          String where = "value %d of %s, %s".formatted(at, arrays, settings);
          assertEquals(expected[at], found, tolerance, where);
          at++;
        }
      }
    }
    assertEquals(expected.length, at);
  }
}
