package org.sparkgrad.feature;

import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;

/**
 * The training and test rows of a cell.
 *
 * @param train cached blocks that the scaling of {@code features} takes
 * @param test the same of the test set
 */
public record PreparedData(FittedFeatures features, JavaRDD<Block> train, JavaRDD<Block> test) {}
