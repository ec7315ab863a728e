package org.sparkgrad.data.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Sha256;

/**
 * What identifies a data set: the SHA-256 of each file, and of them all. The latter is the SHA-256
 * of the lines that {@code sha256sum data_batch_*.bin test_batch.bin} prints in the directory.
 *
 * @param files one entry per file, in order
 * @param sha256 of the whole data set
 */
public record DataFingerprint(List<FileDigest> files, String sha256) {
  private static final int BUFFER_BYTES = 1 << 16;

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
                    .map(file -> file.read(hadoop.value(), DataFingerprint::digest))
                    .collect());
    List<FileDigest> files = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < records.size(); i++) {
      FileDigest file = new FileDigest(new Path(records.get(i).path()).getName(), digests.get(i));
      files.add(file);
      lines.append(file.sha256()).append("  ").append(file.name()).append('\n');
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    Sha256 whole = new Sha256();
    whole.update(bytes, bytes.length);
    return new DataFingerprint(List.copyOf(files), whole.hex());
  }

  private static String digest(InputStream in) throws IOException {
    Sha256 digest = new Sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, read);
    }
    return digest.hex();
  }
}
