package org.sparkgrad.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyCifar;

@ExtendWith(SharedSpark.class)
class DataFingerprintTest {
  private static final List<String> NAMES =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin",
          "test_batch.bin");

  @TempDir Path directory;

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private DataFingerprint fingerprint(JavaSparkContext spark) {
    return DataFingerprint.of(
        spark, DataSource.open(spark.hadoopConfiguration(), directory.toString()));
  }

  @Test
  void isTheDigestOfWhatSha256sumPrints(JavaSparkContext spark)
      throws IOException, GeneralSecurityException {
    TinyCifar.write(directory, 30, 7);
    StringBuilder lines = new StringBuilder();
    DataFingerprint fingerprint = fingerprint(spark);
    for (int i = 0; i < NAMES.size(); i++) {
      String digest = sha256(Files.readAllBytes(directory.resolve(NAMES.get(i))));
      lines.append(digest).append("  ").append(NAMES.get(i)).append("\n");
      assertEquals(NAMES.get(i), fingerprint.files().get(i).name());
      assertEquals(digest, fingerprint.files().get(i).sha256());
    }
    assertEquals(6, fingerprint.files().size());
    assertEquals(sha256(lines.toString().getBytes(StandardCharsets.UTF_8)), fingerprint.sha256());
  }

  @Test
  void oneBitMakesAnother(JavaSparkContext spark) throws IOException {
    TinyCifar.write(directory, 2, 2);
    DataFingerprint before = fingerprint(spark);
    Path file = directory.resolve(TinyCifar.TEST_FILE);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    DataFingerprint after = fingerprint(spark);
    assertNotEquals(before.sha256(), after.sha256());
    assertEquals(before.files().subList(0, 5), after.files().subList(0, 5));
  }
}
