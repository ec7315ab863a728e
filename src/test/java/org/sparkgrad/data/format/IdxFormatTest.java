package org.sparkgrad.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.DataException;

/** Files whose every byte tells where it stands: images of 4 rows and 5 columns. */
class IdxFormatTest {
  private static final int TRAIN = 9;
  private static final int TEST = 4;
  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  @TempDir Path place;

  @BeforeEach
  void write() {
    write(TRAIN_IMAGES, images(TRAIN));
    write(TRAIN_LABELS, labels(TRAIN));
    write(TEST_IMAGES, images(TEST));
    write(TEST_LABELS, labels(TEST));
  }

  private void write(String name, byte[] bytes) {
    TinyCifar.writeFile(place.resolve(name), bytes);
  }

  private static byte[] images(int count) {
    ByteBuffer file = ByteBuffer.allocate(16 + 20 * count);
    file.putInt(0x00000803).putInt(count).putInt(4).putInt(5);
    for (int k = 0; k < 20 * count; k++) {
      file.put(pixel(k / 20, k % 20));
    }
    return file.array();
  }

  private static byte pixel(int row, int k) {
    return (byte) (40 * row + 3 * k);
  }

  /** Labels 0, 50, 100, ... up to 200, and again. */
  private static byte[] labels(int count) {
    ByteBuffer file = ByteBuffer.allocate(8 + count).putInt(0x00000801).putInt(count);
    for (int row = 0; row < count; row++) {
      file.put((byte) label(row));
    }
    return file.array();
  }

  private static int label(int row) {
    return row % 5 * 50;
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private DataSource open() {
    return DataSource.open(new Configuration(), place.toString());
  }

  private void assertProblem(String expected) {
    var error = assertThrows(DataException.class, this::open);
    assertEquals(
        "open data: %s is not a complete data set of IDX files:\n  %s".formatted(place, expected),
        error.getMessage());
  }

  private static void assertRows(DataPart part, int rows) {
    assertEquals(rows, part.rows());
    for (int start = 0; start < rows; start++) {
      for (int end = start; end <= rows; end++) {
        assertBlock(part.block(new Configuration(), 1, new RowRange(start, end)), start, end);
      }
    }
  }

  private static void assertBlock(Block block, int start, int end) {
    assertEquals(new RowRange(start, end), block.rows());
    assertEquals(20 * (end - start), block.pixels().length);
    for (int row = start; row < end; row++) {
      assertEquals(label(row), block.label(row));
      for (int k = 0; k < 20; k++) {
        assertEquals(pixel(row, k), block.pixels()[20 * (row - start) + k]);
      }
    }
  }

  @Test
  void readsAnyRange() {
    DataSource data = open();
    assertEquals(DataKind.IDX, data.kind());
    assertEquals(DataShape.ofImages(new ImageShape(1, 4, 5), 201), data.shape());
    assertEquals("200", data.classNames().get(200));
    assertRows(data.train(), TRAIN);
    assertRows(data.test(), TEST);
  }

  /** With or without the name saying so. */
  @ParameterizedTest
  @CsvSource({".gz,.gz", "'',.gz", ".gz,''", "'',''"})
  void readsPackedFiles(String imagesEnd, String labelsEnd) throws IOException {
    for (String name : List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)) {
      byte[] packed = gzipped(Files.readAllBytes(place.resolve(name)));
      Files.delete(place.resolve(name));
      write(name + (name.contains("images") ? imagesEnd : labelsEnd), packed);
    }
    assertRows(open().train(), TRAIN);
    assertRows(open().test(), TEST);
  }

  @Test
  void namesMayHaveDots() throws IOException {
    for (String name : List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)) {
      Files.move(place.resolve(name), place.resolve(name.replace("-idx", ".idx")));
    }
    assertRows(open().train(), TRAIN);
  }

  @Test
  void namesOfClassesMayStandBeside() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i <= 210; i++) {
      lines.append("class ").append(i).append('\n');
    }
    write("classes.txt", lines.toString().getBytes(StandardCharsets.UTF_8));
    assertEquals("class 210", open().classNames().get(210));
    assertEquals(211, open().shape().classes());
    write("classes.txt", "a\nb\n".getBytes(StandardCharsets.UTF_8));
    assertProblem(
        "classes.txt: expected a class name for each label up to 200, and at least 2, found 2");
  }

  @Test
  void moreClassesThanResultsCanCountAreRefused() {
    String names =
        IntStream.rangeClosed(0, DataShape.MOST_CLASSES)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("\n"));
    write("classes.txt", names.getBytes(StandardCharsets.UTF_8));
    var error = assertThrows(DataException.class, this::open);
    assertTrue(error.getMessage().contains("expected at most 4,000 classes"), error.getMessage());
  }

  @Test
  void aWrongMagicNumberIsNamed() {
    write(TRAIN_IMAGES, labels(TRAIN));
    assertProblem(
        TRAIN_IMAGES
            + ": expected the magic number 0x00000803, of unsigned bytes in 3 dimensions, found"
            + " 0x00000801");
    write(TRAIN_IMAGES, "<html>not found</html>".getBytes(StandardCharsets.UTF_8));
    assertProblem(
        TRAIN_IMAGES
            + ": expected the magic number 0x00000803, of unsigned bytes in 3 dimensions, found"
            + " 0x3c68746d");
  }

  @ParameterizedTest
  @CsvSource({"-1,179", "1,181", "-180,0"})
  void anotherLengthThanTheHeaderSaysIsNamed(int more, int found) {
    byte[] whole = images(TRAIN);
    write(TRAIN_IMAGES, Arrays.copyOf(whole, whole.length + more));
    assertProblem(
        TRAIN_IMAGES
            + ": expected 180 bytes after the header, which counts 9 items of 20 bytes, found "
            + found);
  }

  @Test
  void aFileThatEndsInItsHeaderIsNamed() {
    write(TRAIN_LABELS, Arrays.copyOf(labels(TRAIN), 7));
    assertProblem(TRAIN_LABELS + ": expected a whole IDX file, found one that ends too early");
    write(TRAIN_LABELS, new byte[0]);
    assertProblem(TRAIN_LABELS + ": expected a whole IDX file, found one that ends too early");
  }

  @Test
  void packedFilesAreReadToTheirEnd() throws IOException {
    byte[] whole = images(TRAIN);
    write(TRAIN_IMAGES, gzipped(Arrays.copyOf(whole, whole.length - 1)));
    String length =
        ": expected 180 bytes after the header, which counts 9 items of 20 bytes, found ";
    assertProblem(TRAIN_IMAGES + length + "179");
    write(TRAIN_IMAGES, gzipped(Arrays.copyOf(whole, whole.length + 100)));
    assertProblem(TRAIN_IMAGES + length + "more");
    byte[] packed = gzipped(whole);
    write(TRAIN_IMAGES, Arrays.copyOf(packed, packed.length - 12));
    assertProblem(TRAIN_IMAGES + ": expected a whole IDX file, found one that ends too early");
    packed[packed.length - 6] ^= 1;
    write(TRAIN_IMAGES, packed);
    assertProblem(TRAIN_IMAGES + ": expected a whole file of gzip, found a damaged one");
  }

  /** Two bytes packed are never more than 2,064. */
  @Test
  void aHeaderThatClaimsMoreThanCanBeIsRefusedUnread() throws IOException {
    ByteBuffer large = ByteBuffer.allocate(16).putInt(0x00000803).putInt(1 << 30);
    byte[] packed = gzipped(large.putInt(1 << 12).putInt(1 << 12).array());
    write(TRAIN_IMAGES, packed);
    assertProblem(
        TRAIN_IMAGES
            + ": expected a header of as many bytes as %d packed ones can be, found one that counts 1,073,741,824 items of 16777216 bytes"
                .formatted(packed.length));
    write(TRAIN_IMAGES, large.putInt(4, 1).putInt(12, 1 << 12 | 1).array());
    assertProblem(
        TRAIN_IMAGES
            + ": expected a header of items of at most 16,777,216 bytes, found 1 of 4096 x 4097");
  }

  @Test
  void aHeaderThatCountsNothingIsRefused() {
    ByteBuffer none = ByteBuffer.allocate(8).putInt(0x00000801).putInt(0);
    write(TEST_LABELS, none.array());
    assertProblem(
        TEST_LABELS + ": expected a header that counts at least one item, found 0 of 1 x 1 bytes");
  }

  @Test
  void imagesAndLabelsOfDifferentCountsAreRefused() {
    write(TEST_LABELS, labels(TEST + 1));
    assertProblem(
        TEST_LABELS + ": expected 4 labels, one for each image of " + TEST_IMAGES + ", found 5");
  }

  @Test
  void testImagesHaveTheSizeOfThoseForTraining() {
    ByteBuffer file = ByteBuffer.allocate(16 + 20 * TEST);
    file.putInt(0x00000803).putInt(TEST).putInt(5).putInt(4);
    write(TEST_IMAGES, file.array());
    assertProblem(
        TEST_IMAGES + ": expected images of 4 x 5 pixels, as those for training, found 5 x 4");
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    Files.delete(place.resolve(TEST_IMAGES));
    Files.delete(place.resolve(TEST_LABELS));
    assertProblem(
        TEST_IMAGES
            + ": expected an IDX file, as it is or packed as .gz, found nothing\n  "
            + TEST_LABELS
            + ": expected an IDX file, as it is or packed as .gz, found nothing");
  }

  @Test
  void aRowIsNamedByItsLabel() {
    String place = open().train().place(4);
    assertTrue(place.matches("item 4 of file:.*/train-labels-idx1-ubyte"), place);
  }
}
