package org.sparkgrad.distributed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.Block;
import org.sparkgrad.image.Augmentation;
import org.sparkgrad.image.Flip;
import org.sparkgrad.image.FlipKind;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.Padding;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Networks;
import org.sparkgrad.optim.LossAndGradient;

/** A step over images that are flipped and cropped on the executors. */
@ExtendWith(SharedSpark.class)
class AugmentedBatchTest {
  private static final Model MODEL = Networks.linear(3072, 10, true);
  private static final Loss LOSS = new SoftmaxCrossEntropy();
  private static final float[] PARAMETERS = MODEL.initialParameters(1, 0.02);
  private static final Augmentation AUGMENTATION =
      new Augmentation(5, FlipKind.RANDOM, 4, Padding.REFLECT);
  private static final int[] BLOCK_ROWS = {7, 5, 1, 20, 4};
  private static final BatchSampler SAMPLER = new ReplacementSampler(2, 37, 40);

  private static BatchFeatures features() {
    return new BatchFeatures(TinyBlocks.scaling(), AUGMENTATION);
  }

  private static LossAndGradient inMemory(List<Block> blocks, long iteration) {
    return new LocalObjective(blocks, MODEL, LOSS, features(), SAMPLER)
        .evaluate(PARAMETERS, iteration);
  }

  /** The blocks as an iteration is to see them, each pixel moved by itself. */
  private static List<Block> varied(long iteration) {
    List<Block> varied = new ArrayList<>();
    for (Block block : TinyBlocks.of(BLOCK_ROWS)) {
      int rows = block.endRow() - block.firstRow();
      int[] labels = new int[rows];
      byte[] pixels = new byte[rows * 3072];
      for (int i = 0; i < rows; i++) {
        labels[i] = block.label(block.firstRow() + i);
        System.arraycopy(variedImage(iteration, block.firstRow() + i), 0, pixels, i * 3072, 3072);
      }
      varied.add(new Block(block.number(), block.firstRow(), labels, ImageShape.CIFAR, pixels));
    }
    return varied;
  }

  private static byte[] variedImage(long iteration, int row) {
    byte[] image = TinyBlocks.image(row);
    byte[] varied = new byte[3072];
    for (int k = 0; k < 3072; k++) {
      int x = AUGMENTATION.flips(iteration, 0, row) ? 31 - k % 32 : k % 32;
      int fromX = reflected(x + AUGMENTATION.right(iteration, row));
      int fromY = reflected(k % 1024 / 32 + AUGMENTATION.down(iteration, row));
      varied[k] = image[k / 1024 * 1024 + fromY * 32 + fromX];
    }
    return varied;
  }

  private static int reflected(int at) {
    if (at < 0) {
      return -at;
    }
    return at > 31 ? 62 - at : at;
  }

  private static void assertSameBits(LossAndGradient expected, LossAndGradient actual) {
    assertEquals(expected.loss(), actual.loss());
    assertArrayEquals(expected.gradient(), actual.gradient());
  }

  /** Rows repeat in the batches; each of them sees its image varied in one way. */
  @Test
  void isTheStepOverImagesVariedByHand() {
    for (long iteration = 0; iteration < 3; iteration++) {
      LossAndGradient expected =
          new LocalObjective(varied(iteration), MODEL, LOSS, TinyBlocks.scaling(), SAMPLER)
              .evaluate(PARAMETERS, iteration);
      assertSameBits(expected, inMemory(TinyBlocks.of(BLOCK_ROWS), iteration));
    }
  }

  /** At an epoch's end a batch may draw a row twice, which is then varied alike: here none does. */
  private static BatchSampler withoutRepeats() {
    for (long seed = 0; ; seed++) {
      BatchSampler sampler = new ShuffleSampler(seed, 37, 10);
      if (LongStream.range(0, 8)
          .allMatch(each -> Arrays.stream(sampler.rows(each)).distinct().count() == 10)) {
        return sampler;
      }
    }
  }

  /** Eight batches of 10 go twice through 37 rows; how often a row was drawn is counted here. */
  @Test
  void alternatingFlipsGoByHowOftenARowWasDrawn() {
    Augmentation flips = new Augmentation(5, FlipKind.ALTERNATING, 0, Padding.REFLECT);
    BatchFeatures features = new BatchFeatures(TinyBlocks.scaling(), flips);
    BatchSampler sampler = withoutRepeats();
    int[] before = new int[37];
    for (long iteration = 0; iteration < 8; iteration++) {
      List<Block> blocks = new ArrayList<>();
      for (int row : sampler.rows(iteration)) {
        boolean flipped = flips.flips(0, 0, row) ^ before[row] % 2 == 1;
        byte[] image = TinyBlocks.image(row);
        if (flipped) {
          Flip.apply(ImageShape.CIFAR, image, 0, image);
        }
        blocks.add(
            new Block(
                blocks.size(), row, new int[] {TinyBlocks.label(row)}, ImageShape.CIFAR, image));
        before[row]++;
      }
      double expected =
          new LocalObjective(blocks, MODEL, LOSS, TinyBlocks.scaling(), sampler)
              .evaluate(PARAMETERS, iteration)
              .loss();
      double found =
          new LocalObjective(TinyBlocks.of(BLOCK_ROWS), MODEL, LOSS, features, sampler)
              .evaluate(PARAMETERS, iteration)
              .loss();
      assertEquals(expected, found, 1e-6, "iteration " + iteration);
    }
  }

  @Test
  void eachIterationSeesARowInAnotherWay() {
    BatchSampler one = iteration -> new int[] {9};
    LocalObjective objective =
        new LocalObjective(TinyBlocks.of(BLOCK_ROWS), MODEL, LOSS, features(), one);
    float[] first = objective.evaluate(PARAMETERS, 0).gradient();
    float[] second = objective.evaluate(PARAMETERS, 1).gradient();
    assertFalse(Arrays.equals(first, second));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40})
  void hasTheBitsOfTheLocalObjectiveInAnyPartitions(int partitions, JavaSparkContext spark) {
    List<Block> blocks = TinyBlocks.of(BLOCK_ROWS);
    RddObjective objective =
        new RddObjective(
            spark.parallelize(blocks, partitions),
            MODEL,
            LOSS,
            features(),
            SAMPLER,
            MergeDepth.AUTOMATIC);
    for (long iteration = 0; iteration < 3; iteration++) {
      assertSameBits(inMemory(blocks, iteration), objective.evaluate(PARAMETERS, iteration));
    }
  }

  /** Where a row stands depends on how the data set is cut, how it is varied does not. */
  @Test
  void blocksOfOtherSizesVaryRowsAlike() {
    double expected = inMemory(TinyBlocks.of(BLOCK_ROWS), 1).loss();
    assertEquals(expected, inMemory(TinyBlocks.of(30, 7), 1).loss(), 1e-6);
    assertEquals(expected, inMemory(TinyBlocks.of(37), 1).loss(), 1e-6);
  }
}
