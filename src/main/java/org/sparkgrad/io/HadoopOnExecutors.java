package org.sparkgrad.io;

import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Lends executors what they reach files with: sent once and not with each task, as its hundreds of
 * settings can take longer to read than a small file.
 */
public final class HadoopOnExecutors {
  private HadoopOnExecutors() {}

  /** What jobs give that reach files. */
  public static <T> T during(
      JavaSparkContext context, Function<Broadcast<SerializableConfiguration>, T> jobs) {
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    try {
      return jobs.apply(hadoop);
    } finally {
      hadoop.destroy();
    }
  }
}
