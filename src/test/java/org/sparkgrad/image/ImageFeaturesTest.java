package org.sparkgrad.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkgrad.image.hog.BlockNorm;
import org.sparkgrad.image.hog.FormulaImages;
import org.sparkgrad.image.hog.Hog;
import org.sparkgrad.image.hog.HogGradient;
import org.sparkgrad.image.hog.HogVoting;
import org.sparkgrad.image.hsv.HsvHistogram;

/** What holds of all features. */
class ImageFeaturesTest {
  private static final Hog HOG =
      new Hog(
          ImageShape.CIFAR,
          HogGradient.STRONGEST_CHANNEL,
          9,
          List.of(4, 8),
          2,
          1,
          BlockNorm.L2_HYS,
          HogVoting.ORIENTATION);
  private static final HsvHistogram HSV =
      new HsvHistogram(ImageShape.CIFAR, 8, 8, 8, List.of(8), true);

  static Stream<ImageFeatures> features() {
    return Stream.of(
        HOG,
        new Hog(
            ImageShape.CIFAR,
            HogGradient.LUMA,
            12,
            List.of(8, 4),
            1,
            1,
            BlockNorm.NONE,
            HogVoting.TRILINEAR),
        HSV,
        new ConcatenatedFeatures(List.of(HSV, HOG)));
  }

  @ParameterizedTest
  @MethodSource("features")
  void readsAndWritesAtItsOffsetsAlone(ImageFeatures features) {
    byte[] pixels = new byte[ImageShape.CIFAR.bytes() + 8];
    Arrays.fill(pixels, (byte) 200);
    System.arraycopy(FormulaImages.rough(), 0, pixels, 5, ImageShape.CIFAR.bytes());
    float[] out = new float[features.size() + 5];
    Arrays.fill(out, -1);
    features.extractor().extract(pixels, 5, out, 2);
    assertArrayEquals(
        Extract.of(features, FormulaImages.rough()),
        Arrays.copyOfRange(out, 2, 2 + features.size()));
    float[] around = {
      out[0], out[1], out[out.length - 3], out[out.length - 2], out[out.length - 1]
    };
    assertArrayEquals(new float[] {-1, -1, -1, -1, -1}, around);
  }

  @ParameterizedTest
  @MethodSource("features")
  void dependsOnTheImageAlone(ImageFeatures features) {
    FeatureExtractor used = features.extractor();
    float[] out = new float[features.size()];
    used.extract(FormulaImages.rough(), 0, out, 0);
    used.extract(FormulaImages.smooth(), 0, out, 0);
    assertArrayEquals(Extract.of(features, FormulaImages.smooth()), out);
  }

  @ParameterizedTest
  @MethodSource("features")
  void travels(ImageFeatures features) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(features);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(features, in.readObject());
    }
  }

  @Test
  void concatenatedPartsStandOneAfterTheOther() {
    float[] both = Extract.of(new ConcatenatedFeatures(List.of(HOG, HSV)), FormulaImages.smooth());
    assertEquals(1764 + 324 + 384, both.length);
    assertArrayEquals(Extract.of(HOG, FormulaImages.smooth()), Arrays.copyOfRange(both, 0, 2088));
    assertArrayEquals(
        Extract.of(HSV, FormulaImages.smooth()), Arrays.copyOfRange(both, 2088, 2472));
  }

  @Test
  void concatenatesOnePartOrMore() {
    var error =
        assertThrows(IllegalArgumentException.class, () -> new ConcatenatedFeatures(List.of()));
    assertEquals("features: expected one part or more, found none", error.getMessage());
  }
}
