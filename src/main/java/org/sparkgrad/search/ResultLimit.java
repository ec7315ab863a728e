package org.sparkgrad.search;

import org.apache.spark.SparkConf;

/**
 * How many cells can be trained in one pass. What the partitions of a step send back, 8 bytes for
 * each parameter of each cell from each partition, must fit {@code spark.driver.maxResultSize},
 * with room to spare; and it must fit the driver's heap together with what each cell keeps there.
 *
 * @param heapBytes the largest heap that the driver may have
 */
record ResultLimit(long maxResultBytes, long heapBytes, int partitions, int parameters) {
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

  static ResultLimit of(SparkConf conf, int partitions, int parameters) {
    long bytes = conf.getSizeAsBytes(KEY, DEFAULT);
    long heap = Runtime.getRuntime().maxMemory();
    // Spark takes 0 as no limit.
    return new ResultLimit(bytes == 0 ? Long.MAX_VALUE : bytes, heap, partitions, parameters);
  }

  /** At least one: what does not fit alone fails with Spark's own message. */
  int cells() {
    double sums = (double) Long.BYTES * parameters * partitions;
    double kept = (double) Float.BYTES * KEPT_FLOATS * parameters;
    double cells =
        Math.min(RESULT_SHARE * maxResultBytes / sums, HEAP_SHARE * heapBytes / (sums + kept));
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, cells));
  }

  @Override
  public String toString() {
    return "%d cells a pass, as %d partitions send back %d parameters a cell within %s and %d MiB of heap"
        .formatted(cells(), partitions, parameters, KEY, heapBytes >> 20);
  }
}
