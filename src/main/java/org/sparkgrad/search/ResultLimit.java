package org.sparkgrad.search;

import org.apache.spark.SparkConf;

/**
 * How many cells can be trained in one pass: what the partitions of a step send back, 8 bytes for
 * each parameter of each cell from each partition, must fit {@code spark.driver.maxResultSize},
 * with room to spare.
 */
record ResultLimit(long maxResultBytes, int partitions, int parameters) {
  private static final String KEY = "spark.driver.maxResultSize";
  private static final String DEFAULT = "1g";
  private static final double SHARE = 0.8;

  static ResultLimit of(SparkConf conf, int partitions, int parameters) {
    long bytes = conf.getSizeAsBytes(KEY, DEFAULT);
    // Spark takes 0 as no limit.
    return new ResultLimit(bytes == 0 ? Long.MAX_VALUE : bytes, partitions, parameters);
  }

  /** At least one: what does not fit alone fails with Spark's own message. */
  int cells() {
    double cellBytes = (double) Long.BYTES * parameters * partitions;
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, SHARE * maxResultBytes / cellBytes));
  }

  @Override
  public String toString() {
    return "%d cells a pass, as %d partitions send back %d parameters a cell within %s"
        .formatted(cells(), partitions, parameters, KEY);
  }
}
