package org.sparkgrad.feature;

import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;

/**
 * The rows of a run's data as a cell trains and is tested on them.
 *
 * @param train cached blocks that the scaling of {@code features} takes
 * @param test the same of the test set
 */
public record PreparedData(FittedFeatures features, JavaRDD<Block> train, JavaRDD<Block> test) {}
