package org.sparkgrad.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkgrad.CifarShape;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.image.Augmentation;
import org.sparkgrad.image.FlipKind;
import org.sparkgrad.image.ImageFeatures;
import org.sparkgrad.image.Padding;
import org.sparkgrad.image.Variation;

@ExtendWith(SharedSpark.class)
class ExtractionTest {
  private static final FeaturePipeline PIPELINE = CifarShape.features("hog+hsv(cell=16)");
  private static final int SIZE = PIPELINE.size();

  private static float[] extract(byte[] image) {
    ImageFeatures features = PIPELINE.extracted();
    float[] values = new float[SIZE];
    features.extractor().extract(image, 0, values, 0);
    return values;
  }

  private static byte[] mirror(byte[] image) {
    byte[] mirror = new byte[image.length];
    for (int k = 0; k < image.length; k++) {
      mirror[k] = image[k / 32 * 32 + 31 - k % 32];
    }
    return mirror;
  }

  /** Twice the value, plus its number. */
  private static FeatureScaling scaling() {
    float[] scale = new float[SIZE];
    float[] offset = new float[SIZE];
    for (int k = 0; k < SIZE; k++) {
      scale[k] = 2;
      offset[k] = k;
    }
    return new FeatureScaling(scale, offset);
  }

  private static float[] scaled(byte[] image) {
    float[] values = extract(image);
    for (int k = 0; k < SIZE; k++) {
      values[k] = 2 * values[k] + k;
    }
    return values;
  }

  private static Block extracted(boolean mirrored) {
    return new Extraction(PIPELINE.extracted(), mirrored).of(TinyBlocks.of(3, 4).get(1));
  }

  private static float[] read(Block block, int row, Variation variation) {
    float[] out = new float[SIZE];
    block.features(row, variation, scaling(), out, 0);
    return out;
  }

  @Test
  void holdsTheFeaturesOfEachImageInItsRow(JavaSparkContext spark) {
    List<Block> blocks =
        new Extraction(PIPELINE.extracted(), false)
            .of(spark.parallelize(TinyBlocks.of(3, 4, 2), 2))
            .collect();
    assertEquals(List.of(0, 3, 7), blocks.stream().map(Block::firstRow).toList());
    assertEquals(List.of(3, 7, 9), blocks.stream().map(Block::endRow).toList());
    for (Block block : blocks) {
      for (int row = block.firstRow(); row < block.endRow(); row++) {
        assertEquals(TinyBlocks.label(row), block.label(row));
        float[] out = new float[SIZE + 2];
        block.features(row, scaling(), out, 1);
        float[] expected = new float[SIZE + 2];
        System.arraycopy(scaled(TinyBlocks.image(row)), 0, expected, 1, SIZE);
        assertArrayEquals(expected, out);
      }
    }
  }

  @Test
  void flippedRowsHaveTheFeaturesOfTheirMirrorImages() {
    Augmentation flips = new Augmentation(3, FlipKind.RANDOM, 0, Padding.REFLECT);
    Block block = extracted(true);
    int flipped = 0;
    for (long iteration = 0; iteration < 5; iteration++) {
      for (int row = 3; row < 7; row++) {
        byte[] image = TinyBlocks.image(row);
        byte[] seen = flips.flips(iteration, 0, row) ? mirror(image) : image;
        flipped += seen == image ? 0 : 1;
        assertArrayEquals(scaled(seen), read(block, row, flips.at(iteration, any -> 0)));
      }
    }
    assertTrue(flipped > 4 && flipped < 16, "20 fair coins");
  }

  /** On disk, where a test has no Spark, and of the mirror images too. */
  @Test
  void featuresOnDiskAreTheSame() {
    Augmentation flips = new Augmentation(3, FlipKind.RANDOM, 0, Padding.REFLECT);
    Block spilled = new Extraction(PIPELINE.extracted(), true, true).of(TinyBlocks.of(3, 4).get(1));
    for (int row = 3; row < 7; row++) {
      assertEquals(TinyBlocks.label(row), spilled.label(row));
      for (long iteration = 0; iteration < 4; iteration++) {
        assertArrayEquals(
            read(extracted(true), row, flips.at(iteration, any -> 0)),
            read(spilled, row, flips.at(iteration, any -> 0)));
      }
    }
  }

  @Test
  void cropsAreNotThere() {
    Augmentation crops = new Augmentation(3, FlipKind.RANDOM, 4, Padding.REFLECT);
    assertThrows(
        IllegalStateException.class, () -> read(extracted(true), 3, crops.at(0, any -> 0)));
  }

  @Test
  void thereAreNoPixelsAnyMore() {
    assertThrows(IllegalStateException.class, () -> extracted(false).pixels());
  }

  @Test
  void aScalingOfOtherValuesIsRefused() {
    float[] out = new float[3072];
    var features =
        assertThrows(
            IllegalArgumentException.class,
            () -> extracted(false).features(3, TinyBlocks.scaling(), out, 0));
    assertTrue(features.getMessage().endsWith("of %d values, found one of 3072".formatted(SIZE)));
    var images =
        assertThrows(
            IllegalArgumentException.class,
            () -> TinyBlocks.of(2).get(0).features(0, scaling(), out, 0));
    assertTrue(
        images.getMessage().endsWith("of 3072 pixels, found one of %d values".formatted(SIZE)));
  }
}
