package org.sparkgrad.search;

import org.apache.spark.SparkConf;

/**
 * How many cells can be trained in one pass. What the partitions of a step send back, 4 bytes for
 * each parameter of each cell in each sum, must fit {@code spark.driver.maxResultSize}, with room
 * to spare; and it must fit the driver's heap together with what each cell keeps there.
 *
 * @param heapBytes the largest heap that the driver may have
 * @param sums that the partitions of a step send back, at most
 * @param parameters of a cell
 */
record ResultLimit(long maxResultBytes, long heapBytes, int sums, int parameters) {
  private static final String KEY = "spark.driver.maxResultSize";
  private static final String DEFAULT = "1g";
  private static final double RESULT_SHARE = 0.8;

  /** The rest of the heap is for the data, where the driver's JVM runs the tasks too. */
  private static final double HEAP_SHARE = 0.4;

  /**
   * Parameters, their copy side by side with those of others, the gradient, two values of an update
   * rule's state, and a double to average in.
   */
  private static final int KEPT_FLOATS = 7;

  static ResultLimit of(SparkConf conf, int sums, int parameters) {
    long bytes = conf.getSizeAsBytes(KEY, DEFAULT);
    long heap = Runtime.getRuntime().maxMemory();
    // Spark takes 0 as no limit.
    return new ResultLimit(bytes == 0 ? Long.MAX_VALUE : bytes, heap, sums, parameters);
  }

  /** At least one: what does not fit alone fails with Spark's own message. */
  int cells() {
    double sent = (double) Float.BYTES * parameters * sums;
    double kept = (double) Float.BYTES * KEPT_FLOATS * parameters;
    double cells =
        Math.min(RESULT_SHARE * maxResultBytes / sent, HEAP_SHARE * heapBytes / (sent + kept));
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, cells));
  }

  @Override
  public String toString() {
    return "%d cells a pass, as up to %d sums of %d parameters a cell come back within %s and %d MiB of heap"
        .formatted(cells(), sums, parameters, KEY, heapBytes >> 20);
  }
}
