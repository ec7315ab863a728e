package org.sparkgrad.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.io.DataException;

class DataDirectoryTest {
  @TempDir Path place;

  private static DataDirectory open(Path path) {
    return DataDirectory.open(new Configuration(), path.toString());
  }

  private static String error(Path path) {
    return assertThrows(DataException.class, () -> open(path)).getMessage();
  }

  private void writeNames(String text) {
    TinyCifar.writeFile(place.resolve(TinyCifar.NAMES_FILE), text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void numbersTheRowsThroughTheFiles() {
    TinyCifar.write(place, 3, 2);
    TinyCifar.writeFile(place.resolve("data_batch_2.bin"), TinyCifar.records(2, 5));
    DataDirectory data = open(place);
    assertEquals(
        List.of(
            new RowRange(0, 3),
            new RowRange(3, 8),
            new RowRange(8, 11),
            new RowRange(11, 14),
            new RowRange(14, 17)),
        data.train().stream().map(RecordFile::range).toList());
    assertEquals(17, DataDirectory.rows(data.train()));
    assertEquals(List.of(new RowRange(0, 2)), data.test().stream().map(RecordFile::range).toList());
    assertEquals(TinyCifar.CLASS_NAMES, data.classNames());
    assertEquals(place.toString(), data.path());
  }

  @Test
  void acceptsUris() {
    TinyCifar.write(place.resolve("with space"), 1, 1);
    Path directory = place.resolve("with space");
    assertEquals(5, DataDirectory.rows(open(directory).train()));
    String uri = "file://" + directory;
    assertEquals(5, DataDirectory.rows(DataDirectory.open(new Configuration(), uri).train()));
  }

  @Test
  void noSuchDirectory() {
    Path nowhere = place.resolve("nowhere");
    assertEquals(
        "open data: expected a directory of CIFAR-10 binary files, found nothing at "
            + nowhere
            + " ('data fetch DIR' makes one)",
        error(nowhere));
  }

  @Test
  void aFileInPlaceOfTheDirectory() {
    Path file = place.resolve("file");
    TinyCifar.writeFile(file, new byte[1]);
    assertEquals(
        "open data: expected a directory of CIFAR-10 binary files, found a file at "
            + file
            + " ('data fetch DIR' makes one)",
        error(file));
  }

  @Test
  void allMissingFilesAreNamedAtOnce() throws IOException {
    TinyCifar.write(place, 1, 1);
    Files.delete(place.resolve("data_batch_2.bin"));
    Files.delete(place.resolve("data_batch_5.bin"));
    Files.delete(place.resolve(TinyCifar.TEST_FILE));
    Files.delete(place.resolve(TinyCifar.NAMES_FILE));
    assertEquals(
        """
        open data: %s is not a complete CIFAR-10 binary directory:
          data_batch_2.bin: expected a file of records, found nothing
          data_batch_5.bin: expected a file of records, found nothing
          test_batch.bin: expected a file of records, found nothing
          batches.meta.txt: expected the class names, one a line, found nothing"""
            .formatted(place),
        error(place));
  }

  @Test
  void anEmptyDirectoryLacksSevenFiles() {
    String message = error(place);
    for (String name : Cifar10Files.names()) {
      assertTrue(message.contains("  " + name + ": expected"), message);
    }
  }

  /** Two records and a half are 7,682 bytes. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3072, 3074, 7682})
  void aTruncatedOrEmptyFileNamesSizeAndRecordLength(int bytes) {
    TinyCifar.write(place, 1, 1);
    TinyCifar.writeFile(place.resolve("data_batch_4.bin"), new byte[bytes]);
    assertEquals(
        "open data: %s is not a complete CIFAR-10 binary directory:\n  data_batch_4.bin: expected a"
                .formatted(place)
            + " whole number of records of 3073 bytes, at least one, found %d bytes"
                .formatted(bytes),
        error(place));
  }

  @Test
  void classNamesMustBeTen() {
    TinyCifar.write(place, 1, 1);
    writeNames("one\ntwo\nthree\n");
    assertTrue(
        error(place)
            .endsWith("\n  batches.meta.txt: expected 10 class names, one a line, found 3"));
    writeNames("");
    assertTrue(error(place).endsWith("found 0"));
    writeNames("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n");
    assertTrue(error(place).endsWith("found 11"));
  }

  /** The original file ends with an empty line. */
  @Test
  void blanksAroundClassNamesAreNoMatter() {
    TinyCifar.write(place, 1, 1);
    writeNames("a\r\nb\r\n c\nd\ne\nf\ng\nh\ni\nj k \n\n");
    assertEquals(
        List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j k"), open(place).classNames());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not a scheme://x", "nosuchscheme://host/data"})
  void aNameThatIsNoPathIsAnErrorOfTheData(String name) {
    var error =
        assertThrows(DataException.class, () -> DataDirectory.open(new Configuration(), name));
    assertTrue(error.getMessage().startsWith("open data: "), error.getMessage());
  }
}
