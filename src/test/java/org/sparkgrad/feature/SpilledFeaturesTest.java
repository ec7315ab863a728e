package org.sparkgrad.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkgrad.CifarShape;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;

/** Features that are kept on the disks of executors. */
@ExtendWith(SharedSpark.class)
class SpilledFeaturesTest {
  private static final FeaturePipeline PIPELINE = CifarShape.features("hog");

  private static JavaRDD<Block> blocks(JavaSparkContext spark, boolean spilled) {
    return new Extraction(PIPELINE.extracted(), false, spilled)
        .of(spark.parallelize(TinyBlocks.of(5, 6, 7), 2))
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static float[] first(JavaRDD<Block> blocks) {
    FeatureScaling scaling = PIPELINE.fit(null).scaling();
    List<float[]> rows =
        blocks
            .map(
                block -> {
                  float[] row = new float[scaling.features()];
                  block.features(block.firstRow() + 1, scaling, row, 0);
                  return row;
                })
            .collect();
    return rows.get(2);
  }

  /** Read twice: as they are made, and from the cache. */
  @Test
  void areReadFromTheCacheAsTheyWereMade(JavaSparkContext spark) {
    JavaRDD<Block> spilled = blocks(spark, true);
    JavaRDD<Block> inMemory = blocks(spark, false);
    assertArrayEquals(first(inMemory), first(spilled));
    assertArrayEquals(first(inMemory), first(spilled));
    spilled.unpersist(false);
    inMemory.unpersist(false);
  }

  @Test
  void areThoseThatDoNotFitMemory(JavaSparkContext spark) {
    assertTrue(CacheRoom.fits(spark.sc(), "hog", 1e6));
    assertFalse(CacheRoom.fits(spark.sc(), "hog", 1e12));
  }
}
