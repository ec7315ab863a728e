package org.sparkgrad.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureRows;
import org.sparkgrad.image.ImageShape;

/** A mistake and a right answer: rows 0 and 1. */
@ExtendWith(SharedSpark.class)
class ExamplesTableTest {
  private static final int[] LABELS = {0, 1};

  private static List<ExamplesTable.Entry> entries(JavaSparkContext spark, Block block) {
    Double[] probabilities = {0.25, 0.75};
    return ExamplesTable.entries(
        PredictedPart.of(
            spark.parallelize(
                List.of(
                    RowFactory.create(
                        "final", 0L, 0, "a", 1, "b", 0.75, 0.25, probabilities, "none"),
                    RowFactory.create(
                        "final", 1L, 1, "b", 1, "b", 0.75, 0.75, probabilities, "none")),
                1)),
        spark.parallelize(List.of(block), 1));
  }

  @Test
  void greyImagesAreShownGrey(JavaSparkContext spark) throws IOException {
    byte[] pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    List<ExamplesTable.Entry> found =
        entries(spark, new Block(0, 0, LABELS, new ImageShape(1, 2, 3), pixels));
    assertEquals(2, found.size());
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(found.get(1).image()));
    assertEquals(3, picture.getWidth());
    assertEquals(0xFF070707, picture.getRGB(0, 0));
    assertEquals(0xFF0C0C0C, picture.getRGB(2, 1));
  }

  @Test
  void rowsThatAreNoPicturesHaveNoImage(JavaSparkContext spark) {
    Block vectors = new Block(0, 0, LABELS, new FeatureRows(2, new float[4], new float[0]));
    Block channels = new Block(0, 0, LABELS, new ImageShape(2, 1, 1), new byte[4]);
    for (Block each : List.of(vectors, channels)) {
      List<ExamplesTable.Entry> found = entries(spark, each);
      assertEquals(
          List.of("worst_mistake", "least_sure_right"),
          found.stream().map(ExamplesTable.Entry::kind).toList());
      found.forEach(entry -> assertNull(entry.image()));
    }
  }
}
