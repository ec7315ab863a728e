package org.sparkgrad.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.FailingFileSystem;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.UnsharedFileSystem;
import org.sparkgrad.io.Directory;

@ExtendWith(SharedSpark.class)
class SharedDirectoryTest {
  @TempDir Path place;

  @AfterEach
  void isLeftAsItWas() throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      assertEquals(0, files.count());
    }
  }

  private static SharedDirectory at(JavaSparkContext context, String uri) {
    return new SharedDirectory(Directory.at(context.hadoopConfiguration(), uri));
  }

  /** Which an earlier check has not left as it was, since it was killed. */
  @Test
  void isOneOnTheDiskOfAll(JavaSparkContext context) throws IOException {
    Files.createFile(Files.createDirectory(place.resolve(".probe-left")).resolve("0"));
    at(context, place.toString()).require(context);
  }

  private static String refusal(JavaSparkContext context, String uri) {
    return assertThrows(RunRefusedException.class, () -> at(context, uri).require(context))
        .getMessage();
  }

  @Test
  void isRefusedIfExecutorsDoNotSeeIt(JavaSparkContext context) {
    Configuration hadoop = context.hadoopConfiguration();
    UnsharedFileSystem.install(hadoop);
    String message = refusal(context, "unshared:" + place);
    assertTrue(message.contains("does not see what the driver has written"), message);
    assertTrue(message.contains("found unshared:" + place), message);
    assertTrue(message.endsWith("or on a disk that all of them have mounted"), message);
  }

  @Test
  void isRefusedIfExecutorsCannotWriteThere(JavaSparkContext context) {
    FailingFileSystem.install(context.hadoopConfiguration());
    FailingFileSystem.fail("0.partial", () -> new IOException("read-only"));
    String message = refusal(context, "failing:" + place);
    assertTrue(message.contains("executor ") && message.contains("read-only"), message);
  }
}
