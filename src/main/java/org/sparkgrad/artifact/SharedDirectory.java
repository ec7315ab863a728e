package org.sparkgrad.artifact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.HadoopOnExecutors;
import org.sparkgrad.io.Reason;

/**
 * A directory that the driver has made and executors are to write into. One small job tries it:
 * each task looks for a file of the driver's there and leaves one that the driver looks for.
 */
record SharedDirectory(Directory directory) {
  private static final String PROBE = ".probe-";
  private static final String OF_DRIVER = "driver";
  private static final int MOST_TASKS = 64;

  /** Whether a directory is one that the check makes for a moment. */
  static boolean isProbe(String name) {
    return name.startsWith(PROBE);
  }

  /**
   * Checks it, and leaves it as it was, less what a kill has left of an earlier check.
   *
   * @throws RunRefusedException saying which executors do not share it, and why
   */
  void require(JavaSparkContext context) {
    directory.list().stream()
        .filter(SharedDirectory::isProbe)
        .forEach(name -> directory.child(name).delete());
    Directory probe = directory.child(PROBE + UUID.randomUUID());
    probe.create();
    try {
      probe.write(OF_DRIVER, new byte[0]);
      List<String> problems = problems(context, probe);
      if (!problems.isEmpty()) {
        throw refusal(problems);
      }
    } finally {
      probe.delete();
    }
  }

  private List<String> problems(JavaSparkContext context, Directory probe) {
    int tasks = Math.min(MOST_TASKS, Math.max(1, context.defaultParallelism()));
    List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
    List<String> found =
        HadoopOnExecutors.during(
            context,
            hadoop ->
                context
                    .parallelize(numbers, tasks)
                    .map(new Writing(hadoop, probe.toString()))
                    .collect());
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      String problem = found.get(i);
      if (!problem.isEmpty()) {
        problems.add(problem);
      } else if (!probe.holds(Integer.toString(i))) {
        problems.add("the driver does not see what executors have written");
      }
    }
    return problems;
  }

  private RunRefusedException refusal(List<String> problems) {
    return new RunRefusedException(
        "expected a directory that the driver and all executors share, found %s: %s; give one on HDFS, on an object store or on a disk that all of them have mounted"
            .formatted(
                directory,
                new TreeSet<>(problems).stream().limit(3).collect(Collectors.joining("; "))));
  }

  /** What one task tries; gives what is wrong, or nothing. */
  static final class Writing implements Function<Integer, String> {
    private static final long serialVersionUID = 1L;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final String uri;

    Writing(Broadcast<SerializableConfiguration> hadoop, String uri) {
      this.hadoop = hadoop;
      this.uri = uri;
    }

    @Override
    public String call(Integer number) {
      Configuration conf = hadoop.value().value();
      String where = "executor %s".formatted(SparkEnv.get().blockManager().blockManagerId().host());
      try {
        Directory probe = Directory.at(conf, uri);
        if (!probe.holds(OF_DRIVER)) {
          return where + " does not see what the driver has written";
        }
        probe.write(number.toString(), where.getBytes(StandardCharsets.UTF_8));
        return "";
      } catch (RuntimeException | Error e) {
        return "%s: %s".formatted(where, e.getMessage() == null ? Reason.of(e) : e.getMessage());
      }
    }
  }
}
