package org.sparkgrad.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
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

class DataSourceTest {
  @TempDir Path place;

  private static DataSource open(Path path) {
    return DataSource.open(new Configuration(), path.toString());
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
    DataSource data = open(place);
    assertEquals(
        List.of(
            new RowRange(0, 3),
            new RowRange(3, 8),
            new RowRange(8, 11),
            new RowRange(11, 14),
            new RowRange(14, 17)),
        ((RecordPart) data.train()).records().stream().map(FileRows::range).toList());
    assertEquals(17, data.train().rows());
    assertEquals(2, data.test().rows());
    assertEquals(TinyCifar.CLASS_NAMES, data.classNames());
    assertEquals(place.toString(), data.path());
  }

  @Test
  void acceptsUris() {
    TinyCifar.write(place.resolve("with space"), 1, 1);
    Path directory = place.resolve("with space");
    assertEquals(5, open(directory).train().rows());
    String uri = "file://" + directory;
    assertEquals(5, DataSource.open(new Configuration(), uri).train().rows());
  }

  @Test
  void noSuchDirectory() {
    Path nowhere = place.resolve("nowhere");
    assertEquals(
        "open data: expected a directory of CIFAR-10 or CIFAR-100 binary files, IDX files, Parquet tables, or images in a folder for each class, found nothing at "
            + nowhere
            + " ('data fetch DIR' makes one)",
        error(nowhere));
  }

  @Test
  void aFileInPlaceOfTheDirectory() {
    Path file = place.resolve("file");
    TinyCifar.writeFile(file, new byte[1]);
    assertEquals(
        "open data: expected a directory of CIFAR-10 or CIFAR-100 binary files, IDX files, Parquet tables, or images in a folder for each class, found a file at "
            + file
            + " ('data fetch DIR' brings CIFAR-10's binary version)",
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
        open data: %s is not a complete data set of CIFAR-10 binary files:
          data_batch_2.bin: expected a file of records, found nothing
          data_batch_5.bin: expected a file of records, found nothing
          test_batch.bin: expected a file of records, found nothing
          batches.meta.txt: expected the class names, one per line, found nothing"""
            .formatted(place),
        error(place));
  }

  /** Two records and a half are 7,682 bytes. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3072, 3074, 7682})
  void aTruncatedOrEmptyFileNamesSizeAndRecordLength(int bytes) {
    TinyCifar.write(place, 1, 1);
    TinyCifar.writeFile(place.resolve("data_batch_4.bin"), new byte[bytes]);
    assertEquals(
        "open data: %s is not a complete data set of CIFAR-10 binary files:\n  data_batch_4.bin: expected a"
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
            .endsWith("\n  batches.meta.txt: expected 10 class names, one per line, found 3"));
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

  @Test
  void classNamesThatCannotTellClassesApartAreRefused() {
    TinyCifar.write(place, 1, 1);
    writeNames("a\nb\ncat\nd\ne\ncat \ng\nh\ni\nj\n");
    assertTrue(error(place).endsWith("different class names, found 'cat' in lines 3 and 6"));
    writeNames("a\nb\n \nd\ne\nf\ng\nh\ni\nj\n");
    assertTrue(error(place).endsWith("a class name in each line, found line 3 blank"));
  }

  /** As editors of other systems write it: a byte-order mark, other line ends. */
  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() {
    TinyCifar.write(place, 1, 1);
    writeNames("\uFEFFa\r\nb\r\nc\r\nd\r\ne\r\nf\r\ng\r\nh\r\ni\r\nä");
    assertEquals("a", open(place).classNames().get(0));
    assertEquals("ä", open(place).classNames().get(9));
  }

  @Test
  void classNamesInOtherEncodingsAreRefused() {
    TinyCifar.write(place, 1, 1);
    String names = "ä\nb\nc\nd\ne\nf\ng\nh\ni\nj\n";
    for (Charset other : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE)) {
      TinyCifar.writeFile(place.resolve(TinyCifar.NAMES_FILE), names.getBytes(other));
      assertTrue(error(place).endsWith("expected text in UTF-8, found another encoding"));
    }
  }

  @Test
  void aFileInDisguiseIsNamed() {
    TinyCifar.write(place, 1, 1);
    Path file = place.resolve("data_batch_4.bin");
    TinyCifar.writeFile(file, new byte[] {(byte) 0x80, 2, '}', 'q'});
    assertTrue(error(place).endsWith("found 4 bytes, a Python pickle"));
    TinyCifar.writeFile(file, new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertTrue(error(place).endsWith("found 4 bytes, compressed by gzip: unpack it"));
    TinyCifar.writeFile(file, "<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8));
    assertTrue(error(place).endsWith("a web page: the download went wrong"));
    TinyCifar.writeFile(
        file, "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.UTF_8));
    assertTrue(error(place).endsWith("'git lfs pull' brings the file"));
  }

  @Test
  void whatStandsInPlaceOfAFileIsNamed() throws IOException {
    TinyCifar.write(place, 1, 1);
    Files.move(place.resolve("data_batch_1.bin"), place.resolve("data_batch_1.bin.gz"));
    Files.move(place.resolve("data_batch_2.bin"), place.resolve("data_batch_2"));
    Files.move(place.resolve("data_batch_3.bin"), place.resolve("DATA_BATCH_3.BIN"));
    Files.delete(place.resolve("data_batch_4.bin"));
    Files.createSymbolicLink(place.resolve("data_batch_4.bin"), place.resolve("gone"));
    Files.delete(place.resolve("data_batch_5.bin"));
    Files.createDirectory(place.resolve("data_batch_5.bin"));
    assertEquals(
        """
        open data: %s is not a complete data set of CIFAR-10 binary files:
          data_batch_1.bin: expected a file of records, found nothing but data_batch_1.bin.gz
          data_batch_2.bin: expected a file of records, found nothing but data_batch_2
          data_batch_3.bin: expected a file of records, found nothing but DATA_BATCH_3.BIN
          data_batch_4.bin: expected a file of records, found a link that leads nowhere
          data_batch_5.bin: expected a file of records, found a directory"""
            .formatted(place),
        error(place));
  }

  /** In a file that is one hole. */
  @Test
  void moreRecordsThanAnIntCountsAreRefused() throws IOException {
    TinyCifar.write(place, 1, 1);
    try (var file = new RandomAccessFile(place.resolve(TinyCifar.TEST_FILE).toFile(), "rw")) {
      file.setLength(3073L * (1L << 31));
    }
    assertTrue(
        error(place)
            .endsWith(
                "test_batch.bin: expected at most 2147483647 records together, found 2147483648"));
  }

  @Test
  void linksToFilesAndToTheDirectoryAreFollowed() throws IOException {
    TinyCifar.write(place.resolve("real"), 1, 1);
    Path links = Files.createDirectory(place.resolve("links"));
    for (String name : PublishedSet.CIFAR_10.files()) {
      Files.createSymbolicLink(links.resolve(name), place.resolve("real").resolve(name));
    }
    assertEquals(5, open(links).train().rows());
    Path link = Files.createSymbolicLink(place.resolve("link"), links);
    assertEquals(5, open(link).train().rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not a scheme://x", "nosuchscheme://host/data"})
  void aNameThatIsNoPathIsAnErrorOfTheData(String name) {
    var error = assertThrows(DataException.class, () -> DataSource.open(new Configuration(), name));
    assertTrue(error.getMessage().startsWith("open data: "), error.getMessage());
  }
}
