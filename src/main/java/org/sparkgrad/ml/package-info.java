/**
 * Spark ML estimators and models over DataFrames: {@link org.sparkgrad.ml.SparkgradClassifier}
 * trains with the engine of the command line, bit for bit the same however a DataFrame is
 * partitioned.
 */
package org.sparkgrad.ml;
