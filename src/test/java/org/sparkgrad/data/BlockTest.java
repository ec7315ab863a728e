package org.sparkgrad.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkgrad.image.Augmentation;
import org.sparkgrad.image.FlipKind;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.Padding;
import org.sparkgrad.image.View;
import scala.reflect.ClassTag;

/** Rows 20 to 27 of a data set: images of 3 x 5 pixels in two channels, or vectors of as many. */
class BlockTest {
  private static final ImageShape SHAPE = new ImageShape(2, 3, 5);
  private static final int SIZE = 30;
  private static final int FIRST = 20;
  private static final int ROWS = 8;
  private static final byte[] PIXELS = pixels();
  private static final Augmentation FLIPS =
      new Augmentation(1, FlipKind.RANDOM, 0, Padding.REFLECT);

  private static byte[] pixels() {
    byte[] pixels = new byte[ROWS * SIZE];
    new Random(1).nextBytes(pixels);
    return pixels;
  }

  private static int[] labels() {
    int[] labels = new int[ROWS];
    Arrays.setAll(labels, i -> 500 + i);
    return labels;
  }

  private static float value(int row, int k) {
    return PIXELS[(row - FIRST) * SIZE + k] & 0xFF;
  }

  private static float mirrored(int row, int k) {
    return value(row, k / 5 * 5 + 4 - k % 5);
  }

  private static Block images() {
    return new Block(3, FIRST, labels(), SHAPE, PIXELS);
  }

  private static float[] values(boolean mirror) {
    float[] values = new float[ROWS * SIZE];
    for (int i = 0; i < values.length; i++) {
      int row = FIRST + i / SIZE;
      values[i] = mirror ? mirrored(row, i % SIZE) : value(row, i % SIZE);
    }
    return values;
  }

  private static Block spilled() {
    float[] values = values(false);
    float[] mirrored = values(true);
    return images()
        .with(
            SpilledRows.of(
                ROWS,
                SIZE,
                true,
                (index, mirror, out) ->
                    System.arraycopy(mirror ? mirrored : values, index * SIZE, out, 0, SIZE)));
  }

  static Stream<Block> blocks() {
    return Stream.of(
        images(), images().with(new FeatureRows(SIZE, values(false), values(true))), spilled());
  }

  /** Values as they are, scaled, and scaled after a flip, if the block was made to have these. */
  private static void assertRow(int row, Block found, int as) {
    float[] out = new float[SIZE + 2];
    found.values(as, out, 1);
    float[] scale = new float[SIZE];
    float[] offset = new float[SIZE];
    for (int k = 0; k < SIZE; k++) {
      scale[k] = k + 1;
      offset[k] = -7;
    }
    FeatureScaling scaling = new FeatureScaling(scale, offset);
    float[] features = new float[SIZE];
    found.features(as, scaling, features, 0);
    float[] varied = new float[SIZE];
    found.features(as, FLIPS.at(2, any -> 0), scaling, varied, 0);
    boolean flipped = FLIPS.flips(2, 0, as);
    for (int k = 0; k < SIZE; k++) {
      assertEquals(value(row, k), out[1 + k]);
      assertEquals(value(row, k) * (k + 1) - 7, features[k]);
      float seen = flipped ? mirrored(row, k) : value(row, k);
      assertEquals(seen * (k + 1) - 7, varied[k]);
    }
    assertEquals(0, out[0]);
    assertEquals(0, out[SIZE + 1]);
    assertEquals(500 + row - FIRST, found.label(as));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void hasItsRows(Block block) {
    assertEquals(SIZE, block.rowSize());
    for (int row = FIRST; row < FIRST + ROWS; row++) {
      assertRow(row, block, row);
    }
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void selectsRowsInAnyOrder(Block block) {
    Block selected = block.select(new int[] {25, 21, 21}, 7);
    assertEquals(new RowRange(7, 10), selected.rows());
    assertEquals(3, selected.number());
    assertRow(25, selected, 7);
    assertRow(21, selected, 8);
    assertRow(21, selected, 9);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void aPartHasItsRows(Block block) {
    Block part = block.part(new RowRange(22, 25));
    assertEquals(new RowRange(22, 25), part.rows());
    for (int row = 22; row < 25; row++) {
      assertRow(row, part, row);
    }
    assertEquals(0, block.part(new RowRange(28, 28)).rows().size());
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void travels(Block block) {
    ClassTag<Block> tag = ClassTag.apply(Block.class);
    SparkConf conf = new SparkConf();
    for (Serializer each : List.of(new KryoSerializer(conf), new JavaSerializer(conf))) {
      var serializer = each.newInstance();
      Block read = serializer.deserialize(serializer.serialize(block, tag), tag);
      assertRow(24, read, 24);
      assertEquals(block.areImages(), read.areImages());
    }
  }

  /** Vectors have no mirror images, and need none unless rows are flipped. */
  @Test
  void vectorsNeedNoMirrorImages() {
    Block vectors = images().with(new FeatureRows(SIZE, values(false), new float[0]));
    float[] ones = new float[SIZE];
    Arrays.fill(ones, 1);
    FeatureScaling same = new FeatureScaling(ones, new float[SIZE]);
    float[] out = new float[SIZE];
    for (Block each : List.of(vectors, vectors.part(vectors.rows()))) {
      each.features(23, Augmentation.NONE.at(1, any -> 0), same, out, 0);
      for (int k = 0; k < SIZE; k++) {
        assertEquals(value(23, k), out[k]);
      }
    }
  }

  @Test
  void imagesAreSeenInViews() {
    Block seen = images().seen(new View(1, true, 1), new RowRange(21, 24));
    assertEquals(new RowRange(21, 24), seen.rows());
    assertEquals(SHAPE, seen.image());
    float[] out = new float[SIZE];
    for (int row = 21; row < 24; row++) {
      seen.values(row, out, 0);
      for (int k = 0; k < SIZE; k++) {
        int y = Math.min(k % 15 / 5 + 1, 2) - (k % 15 / 5 == 2 ? 1 : 0);
        int x = 4 - k % 5 + 1;
        assertEquals(value(row, k / 15 * 15 + y * 5 + (x == 5 ? 3 : x)), out[k]);
      }
      assertEquals(500 + row - FIRST, seen.label(row));
    }
  }

  @Test
  void vectorsAreNot() {
    List<Block> others = new ArrayList<>(blocks().toList());
    assertTrue(others.remove(0).areImages());
    for (Block each : others) {
      assertFalse(each.areImages());
      View view = new View(0, true, 1);
      RowRange rows = new RowRange(21, 24);
      var error = assertThrows(IllegalStateException.class, () -> each.seen(view, rows));
      assertEquals("view: expected images, found rows of 30 numbers", error.getMessage());
      assertThrows(IllegalStateException.class, each::image);
      assertThrows(IllegalStateException.class, each::pixels);
    }
  }

  @Test
  void imagesStandOneAfterTheOther() {
    Block block = images();
    assertEquals(SHAPE, block.image());
    assertEquals(3 * SIZE, block.pixelStart(23));
    assertArrayEquals(PIXELS, block.pixels());
  }

  @Test
  void bytesMustFitTheShape() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new Block(0, 5, new int[2], SHAPE, new byte[59]));
    assertEquals(
        "block of rows from 5: expected 30 bytes for each of 2 labels, found 59 bytes",
        error.getMessage());
  }
}
