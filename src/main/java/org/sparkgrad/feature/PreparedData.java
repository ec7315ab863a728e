package org.sparkgrad.feature;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.image.patch.PatchDictionary;

/**
 * The training and test rows of a cell.
 *
 * @param train cached blocks that the scaling of {@code features} takes
 * @param test the same of the test set
 */
public record PreparedData(FittedFeatures features, JavaRDD<Block> train, JavaRDD<Block> test) {

  /** The same with dictionaries. */
  PreparedData with(List<PatchDictionary> dictionaries) {
    return new PreparedData(features.with(dictionaries), train, test);
  }
}
