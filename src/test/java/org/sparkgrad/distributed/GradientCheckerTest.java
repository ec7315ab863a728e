package org.sparkgrad.distributed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.Block;
import org.sparkgrad.distributed.GradientChecker.Path;
import org.sparkgrad.gradcheck.GradientCheck;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.LossKind;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Networks;
import org.sparkgrad.penalty.L1;
import org.sparkgrad.penalty.L2;
import org.sparkgrad.penalty.Penalty;

@ExtendWith(SharedSpark.class)
class GradientCheckerTest {
  private static final double TOLERANCE = 1e-6;
  private static final int[] ROWS = {0, 3, 4, 5, 9, 11};
  private static final int[] SIZES = {4, 1, 5, 3};
  private static final Model LINEAR = Networks.linear(3072, 10, true);
  private static final Model NET = Networks.twoLayer(3072, 3, 10, true, Dropout.NONE);

  private static GradientChecker checker(JavaSparkContext context, int partitions) {
    JavaRDD<Block> blocks = context.parallelize(TinyBlocks.of(SIZES), partitions);
    return new GradientChecker(
        RowSample.of(blocks, iteration -> ROWS),
        BatchFeatures.of(TinyBlocks.scaling()),
        new GradientCheck.Settings(1, 3, 3e-5));
  }

  private static List<Penalty> penalties(Model model) {
    return List.of(new L2(0x1p-4, 0.5, model.weights()), new L1(0x1p-8, model.weights()));
  }

  @Test
  void findsNothingWrongOnEitherPath(JavaSparkContext context) {
    GradientChecker checker = checker(context, 2);
    for (LossKind loss : LossKind.values()) {
      for (Path path : Path.values()) {
        for (GradientCheck.Result each :
            checker.check(LINEAR, loss.of(1, 0.2), penalties(LINEAR), path)) {
          assertTrue(each.passes(TOLERANCE), () -> loss + " " + path + ": " + each);
        }
      }
    }
  }

  @Test
  void givesTheSameBitsInMemoryAndOnAnyPartitions(JavaSparkContext context) {
    for (Model model : List.of(LINEAR, NET)) {
      Loss loss = new SoftmaxCrossEntropy();
      List<GradientCheck.Result> inMemory =
          checker(context, 1).check(model, loss, penalties(model), Path.MEMORY);
      assertEquals(2, inMemory.size());
      for (int partitions : new int[] {1, 2, 4}) {
        assertEquals(
            inMemory,
            checker(context, partitions).check(model, loss, penalties(model), Path.DISTRIBUTED));
      }
    }
  }

  /** The mean of the rows, but with a gradient twice as large. */
  private static final class Doubled implements Loss {
    private static final long serialVersionUID = 1L;

    @Override
    public double evaluate(double[] scores, int label, double[] dScores) {
      double loss = new SoftmaxCrossEntropy().evaluate(scores, label, dScores);
      for (int j = 0; j < dScores.length; j++) {
        dScores[j] *= 2;
      }
      return loss;
    }
  }

  @Test
  void findsAWrongGradientOnBothPaths(JavaSparkContext context) {
    for (Path path : Path.values()) {
      GradientCheck.Result result =
          checker(context, 2).check(LINEAR, new Doubled(), penalties(LINEAR), path).get(0);
      assertEquals(0.5, result.worst(), 0.01);
      assertFalse(result.passes(TOLERANCE));
    }
  }

  @Test
  void keepsTheRowsOfTheSampleBlockByBlock(JavaSparkContext context) {
    List<Block> inMemory =
        RowSample.of(context.parallelize(TinyBlocks.of(SIZES), 3), iteration -> ROWS).inMemory();
    // The blocks begin with rows 0, 4, 5 and 10.
    int[] firstRows = {0, 2, 3, 5};
    assertEquals(firstRows.length, inMemory.size());
    float[] features = new float[3072];
    for (int i = 0; i < firstRows.length; i++) {
      Block block = inMemory.get(i);
      assertEquals(firstRows[i], block.firstRow());
      for (int row = block.firstRow(); row < block.endRow(); row++) {
        assertEquals(TinyBlocks.label(ROWS[row]), block.label(row));
        block.features(row, TinyBlocks.scaling(), features, 0);
        double expected = TinyBlocks.features(ROWS[row], TinyBlocks.scaling())[1000];
        assertEquals(expected, features[1000], 1e-6);
      }
    }
    assertEquals(ROWS.length, inMemory.get(3).endRow());
  }
}
