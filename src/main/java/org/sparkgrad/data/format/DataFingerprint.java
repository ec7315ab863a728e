package org.sparkgrad.data.format;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkgrad.io.DataException;

/**
 * What identifies a data set: the SHA-256 of each file, and of them all. The latter is the SHA-256
 * of the lines that {@code sha256sum data_batch_*.bin test_batch.bin} prints in the directory.
 *
 * @param files one entry per file, in order
 * @param sha256 of the whole data set
 */
public record DataFingerprint(List<FileDigest> files, String sha256) {

  /** The name of a file, without its directory, and its SHA-256 in hexadecimal. */
  public record FileDigest(String name, String sha256) {}

  /**
   * Digests the training and test files, each by one task on an executor.
   *
   * @throws DataException if a file cannot be read or has changed since
   */
  public static DataFingerprint of(JavaSparkContext context, DataDirectory directory) {
    List<RecordFile> records = new ArrayList<>(directory.train());
    records.addAll(directory.test());
    SerializableConfiguration hadoop = new SerializableConfiguration(context.hadoopConfiguration());
    List<String> digests =
        DataException.unwrapped(
            () ->
                context
                    .parallelize(records, records.size())
                    .map(file -> file.read(hadoop.value(), DigestUtils::sha256Hex))
                    .collect());
    List<FileDigest> files = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < records.size(); i++) {
      FileDigest file = new FileDigest(new Path(records.get(i).path()).getName(), digests.get(i));
      files.add(file);
      lines.append(file.sha256()).append("  ").append(file.name()).append('\n');
    }
    return new DataFingerprint(List.copyOf(files), DigestUtils.sha256Hex(lines.toString()));
  }
}
