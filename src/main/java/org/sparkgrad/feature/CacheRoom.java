package org.sparkgrad.feature;

import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/** The memory that executors keep cached blocks in, or the driver on a local master. */
final class CacheRoom {
  private static final Logger LOG = LoggerFactory.getLogger(CacheRoom.class);
  private static final long MEBIBYTE = 1L << 20;

  /** Images are cached too, and what several cells share. */
  private static final double SHARE = 0.85;

  private CacheRoom() {}

  /**
   * Whether features of so many bytes fit. If not, the log says that they are kept on the disks of
   * the executors, where steps read the rows that they need.
   */
  static boolean fits(SparkContext context, String features, double bytes) {
    double room = SHARE * bytes(context);
    if (bytes > room) {
      LOG.warn(
          "features {} take {} MiB, and Spark has {} MiB to keep them in: they are kept on disk;"
              + " more memory (--driver-memory, on a cluster --executor-memory) may train faster",
          features,
          Math.round(bytes / MEBIBYTE),
          Math.round(room / MEBIBYTE));
    }
    return bytes <= room;
  }

  /** Spark names the driver among its executors; on a cluster it keeps no blocks. */
  private static double bytes(SparkContext context) {
    String driver = context.env().blockManager().blockManagerId().hostPort();
    return CollectionConverters.asJava(context.getExecutorMemoryStatus()).entrySet().stream()
        .filter(each -> context.isLocal() || !each.getKey().equals(driver))
        .mapToDouble(each -> ((Number) each.getValue()._1()).doubleValue())
        .sum();
  }
}
