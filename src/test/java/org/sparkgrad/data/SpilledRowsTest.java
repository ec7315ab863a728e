package org.sparkgrad.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.sparkgrad.RandomFloats.random;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.util.SizeEstimator;
import org.junit.jupiter.api.Test;
import org.sparkgrad.image.Augmentation;
import org.sparkgrad.image.FlipKind;
import org.sparkgrad.image.Padding;
import org.sparkgrad.linalg.Projection;
import scala.reflect.ClassTag;

class SpilledRowsTest {
  private static final int ROWS = 9;
  private static final int SIZE = 5;
  private static final float[] VALUES = random(ROWS * SIZE, 1);
  private static final float[] MIRRORED = random(ROWS * SIZE, 2);
  private static final FeatureScaling SCALING =
      new FeatureScaling(random(SIZE, 3), random(SIZE, 4));
  private static final Augmentation FLIPS =
      new Augmentation(1, FlipKind.RANDOM, 0, Padding.REFLECT);

  private static SpilledRows spilled(boolean mirrored) {
    return SpilledRows.of(
        ROWS,
        SIZE,
        mirrored,
        (index, mirror, out) ->
            System.arraycopy(mirror ? MIRRORED : VALUES, index * SIZE, out, 0, SIZE));
  }

  private static void assertSame(BlockRows found) {
    FeatureRows expected = new FeatureRows(SIZE, VALUES, MIRRORED);
    for (int row = 0; row < ROWS; row++) {
      float[] values = new float[SIZE + 2];
      float[] others = new float[SIZE + 2];
      expected.features(row, SCALING, values, 1);
      found.features(row, SCALING, others, 1);
      assertArrayEquals(values, others);
      expected.features(row, row, FLIPS.at(row, any -> 0), SCALING, values, 2);
      found.features(row, row, FLIPS.at(row, any -> 0), SCALING, others, 2);
      assertArrayEquals(values, others);
    }
  }

  @Test
  void rowsAreThoseThatWereMade() {
    assertSame(spilled(true));
  }

  @Test
  void rowsTravelAsNumbers() {
    ClassTag<Block> tag = ClassTag.apply(Block.class);
    SparkConf conf = new SparkConf();
    for (Serializer each : List.of(new KryoSerializer(conf), new JavaSerializer(conf))) {
      var serializer = each.newInstance();
      Block block = new Block(0, 0, new int[ROWS], spilled(true));
      Block once = serializer.deserialize(serializer.serialize(block, tag), tag);
      Block twice = serializer.deserialize(serializer.serialize(once, tag), tag);
      float[] expected = new float[SIZE];
      float[] found = new float[SIZE];
      for (int row = 0; row < ROWS; row++) {
        block.features(row, FLIPS.at(3, any -> 0), SCALING, expected, 0);
        twice.features(row, FLIPS.at(3, any -> 0), SCALING, found, 0);
        assertArrayEquals(expected, found);
      }
    }
  }

  @Test
  void sparkCountsNoMemoryForThem() {
    SpilledRows large = SpilledRows.of(20, 10_000, false, (index, mirror, out) -> {});
    assertEquals(1, Math.round(SizeEstimator.estimate(large) / 3000.0));
  }

  @Test
  void areProjectedAsRowsInMemoryAre() {
    FittedProjection fitted =
        new FittedProjection(SCALING, new Projection(random(SIZE, 5), random(2 * SIZE, 6)));
    FeatureScaling plain = new FeatureScaling(new float[] {1, 1}, new float[2]);
    BlockRows expected = new FeatureRows(SIZE, VALUES, MIRRORED).projected(fitted);
    BlockRows found = spilled(true).projected(fitted);
    float[] values = new float[2];
    float[] others = new float[2];
    for (int row = 0; row < ROWS; row++) {
      expected.features(row, row, FLIPS.at(1, any -> 0), plain, values, 0);
      found.features(row, row, FLIPS.at(1, any -> 0), plain, others, 0);
      assertArrayEquals(values, others);
    }
  }

  @Test
  void otherScalingsAndPixelsAreRefused() {
    SpilledRows rows = spilled(false);
    FeatureScaling other = new FeatureScaling(new float[4], new float[4]);
    assertThrows(IllegalArgumentException.class, () -> rows.features(0, other, new float[5], 0));
    assertThrows(IllegalStateException.class, rows::pixels);
  }
}
