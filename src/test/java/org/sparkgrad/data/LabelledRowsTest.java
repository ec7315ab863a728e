package org.sparkgrad.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.feature.LabeledPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.image.ImageShape;

@ExtendWith(SharedSpark.class)
class LabelledRowsTest {
  private static List<LabeledPoint> vectors(JavaSparkContext spark, Block... blocks) {
    BlockPartitioner layout = new BlockPartitioner(blocks.length, 2, 2);
    try (LabelledRows rows =
        new LabelledRows(
            spark.parallelize(List.of(blocks), 2), layout, spark.broadcast(0), 3, new long[200])) {
      return rows.vectors().collect();
    }
  }

  private static void assertPoint(double label, double[] values, LabeledPoint found) {
    assertEquals(label, found.label());
    assertArrayEquals(values, found.features().toArray());
  }

  @Test
  void imagesAreVectorsOfTheirPixels(JavaSparkContext spark) {
    ImageShape shape = new ImageShape(1, 2, 1);
    List<LabeledPoint> found =
        vectors(
            spark,
            new Block(0, 0, new int[] {7, 130}, shape, new byte[] {1, -1, 3, -128}),
            new Block(1, 2, new int[] {0}, shape, new byte[] {5, 6}));
    assertEquals(3, found.size());
    assertPoint(7, new double[] {1, 255}, found.get(0));
    assertPoint(130, new double[] {3, 128}, found.get(1));
    assertPoint(0, new double[] {5, 6}, found.get(2));
  }

  @Test
  void vectorsAreWhatTheyAre(JavaSparkContext spark) {
    float[] values = {0.1f, -3e30f, 0, 7};
    List<LabeledPoint> found =
        vectors(
            spark,
            new Block(0, 0, new int[] {7, 130}, new FeatureRows(2, values, new float[0])),
            new Block(1, 2, new int[] {0}, new FeatureRows(2, new float[] {5, 6}, new float[0])));
    assertPoint(7, new double[] {0.1f, -3e30f}, found.get(0));
    assertPoint(130, new double[] {0, 7}, found.get(1));
    assertPoint(0, new double[] {5, 6}, found.get(2));
  }
}
