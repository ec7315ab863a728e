package org.sparkgrad.data.format;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.HadoopOnExecutors;

/**
 * What identifies a data set: the SHA-256 of each file, and of them all. The latter is the SHA-256
 * of the lines that {@code sha256sum data_batch_*.bin test_batch.bin} prints in the directory, of
 * the files that there are, each once, in the order of the rows. Where there is a choice of how
 * they are read, a line such as {@code labels=fine} follows for each, in the order of their names.
 *
 * @param files one entry per file, in order
 * @param sha256 of the whole data set
 */
public record DataFingerprint(List<FileDigest> files, String sha256) {
  private static final int MOST_TASKS = 100;

  /** The name of a file, from the data set's directory on, and its SHA-256 in hexadecimal. */
  public record FileDigest(String name, String sha256) {}

  /**
   * Digests the training and test files, on executors.
   *
   * @throws DataException if a file cannot be read or has changed since
   */
  public static DataFingerprint of(JavaSparkContext context, DataSource source) {
    List<DataFile> sources =
        Stream.of(source.train(), source.test())
            .flatMap(part -> part.files().stream())
            .distinct()
            .toList();
    List<String> digests =
        DataException.unwrapped(
            () -> HadoopOnExecutors.during(context, hadoop -> digests(context, sources, hadoop)));
    List<FileDigest> files = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < sources.size(); i++) {
      FileDigest file = new FileDigest(sources.get(i).name(), digests.get(i));
      files.add(file);
      lines.append(file.sha256()).append("  ").append(file.name()).append('\n');
    }
    new TreeMap<>(source.choices())
        .forEach((name, value) -> lines.append(name + "=" + value + "\n"));
    return new DataFingerprint(List.copyOf(files), DigestUtils.sha256Hex(lines.toString()));
  }

  private static List<String> digests(
      JavaSparkContext context, List<DataFile> files, Broadcast<SerializableConfiguration> hadoop) {
    return context
        .parallelize(files, Math.min(files.size(), MOST_TASKS))
        .map(file -> file.read(hadoop.value().value(), DigestUtils::sha256Hex))
        .collect();
  }
}
