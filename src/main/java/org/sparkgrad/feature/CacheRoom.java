package org.sparkgrad.feature;

import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Compares features with the memory that executors keep cached blocks in. */
final class CacheRoom {
  private static final Logger LOG = LoggerFactory.getLogger(CacheRoom.class);
  private static final long MEBIBYTE = 1L << 20;

  private CacheRoom() {}

  /**
   * Says in the log if features do not fit: what is too much lies on the executors' disks, from
   * which every step reads it again.
   */
  static void warnIfBelow(SparkContext context, String features, double bytes) {
    double room = bytes(context);
    if (bytes > room) {
      LOG.warn(
          "features {} take {} MiB, of which {} MiB fit the memory that Spark keeps blocks in; the"
              + " rest is read from disk at every step: more memory (--driver-memory, on a cluster"
              + " --executor-memory) trains faster",
          features,
          Math.round(bytes / MEBIBYTE),
          Math.round(room / MEBIBYTE));
    }
  }

  /** Of all executors, or of the driver on a local master. */
  private static double bytes(SparkContext context) {
    return CollectionConverters.asJava(context.getExecutorMemoryStatus()).values().stream()
        .mapToDouble(status -> ((Number) status._1()).doubleValue())
        .sum();
  }
}
