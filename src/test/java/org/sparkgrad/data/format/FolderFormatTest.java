package org.sparkgrad.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.picture.LostFile;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.DataException;

/** Images of one grey each, so that a row tells which file it is of, whatever its size. */
class FolderFormatTest {
  private static final ImageShape SMALL = new ImageShape(3, 4, 6);

  @TempDir Path place;

  private void write(String file, int grey, int width, int height) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int k = 0; k < width * height; k++) {
      picture.setRGB(k % width, k / width, grey << 16 | grey << 8 | grey);
    }
    Path path = place.resolve(file);
    Files.createDirectories(path.getParent());
    String suffix = file.substring(file.lastIndexOf('.') + 1);
    ImageIO.write(picture, suffix, path.toFile());
  }

  /** Two classes for training, and the same to test. */
  private void writeBoth() throws IOException {
    write("train/cat/a.png", 10, 32, 32);
    write("train/cat/b.png", 20, 50, 40);
    write("train/dog/a.bmp", 30, 9, 70);
    write("train/dog/c.png", 40, 4, 4);
    write("train/dog/d.png", 50, 6, 4);
    write("test/cat/x.png", 60, 6, 4);
    write("test/dog/y.png", 70, 64, 64);
  }

  private DataSource open() {
    DataChoices choices =
        new DataChoices(Optional.empty(), Optional.of(SMALL), Optional.empty(), Optional.empty());
    return DataSource.open(new Configuration(), place.toString(), choices);
  }

  private void assertProblem(String expected) {
    var error = assertThrows(DataException.class, this::open);
    assertEquals(
        "open data: %s is not a complete data set of images in a folder for each class:\n  %s"
            .formatted(place, expected),
        error.getMessage());
  }

  private static String draw(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Compares rows with greys and labels by names, in the order of the names' digests. */
  private static void assertRows(Map<String, int[]> byName, DataPart part) {
    TreeMap<String, int[]> ordered = new TreeMap<>();
    byName.forEach((name, greyAndLabel) -> ordered.put(draw(name), greyAndLabel));
    List<int[]> rows = List.copyOf(ordered.values());
    assertEquals(rows.size(), part.rows());
    Block block = part.block(new Configuration(), 0, new RowRange(0, rows.size()));
    for (int row = 0; row < rows.size(); row++) {
      assertEquals(rows.get(row)[1], block.label(row));
      for (int k = 0; k < SMALL.bytes(); k++) {
        assertEquals(rows.get(row)[0], block.pixels()[block.pixelStart(row) + k]);
      }
    }
  }

  @Test
  void classesAreFoldersAndRowsAreFilesInTheOrderOfADraw() throws IOException {
    writeBoth();
    DataSource data = open();
    assertEquals(DataKind.FOLDER, data.kind());
    assertEquals(DataShape.ofImages(SMALL, 2), data.shape());
    assertEquals(List.of("cat", "dog"), data.classNames());
    assertEquals(Map.of("image-size", "3 x 4 x 6"), data.choices());
    assertRows(
        Map.of(
            "cat/a.png", new int[] {10, 0},
            "cat/b.png", new int[] {20, 0},
            "dog/a.bmp", new int[] {30, 1},
            "dog/c.png", new int[] {40, 1},
            "dog/d.png", new int[] {50, 1}),
        data.train());
    assertRows(Map.of("cat/x.png", new int[] {60, 0}, "dog/y.png", new int[] {70, 1}), data.test());
  }

  @Test
  void aRangeIsPartOfTheWhole() throws IOException {
    writeBoth();
    DataPart train = open().train();
    Block all = train.block(new Configuration(), 0, new RowRange(0, 5));
    Block some = train.block(new Configuration(), 0, new RowRange(2, 4));
    for (int row = 2; row < 4; row++) {
      assertEquals(all.label(row), some.label(row));
      assertEquals(all.pixels()[all.pixelStart(row)], some.pixels()[some.pixelStart(row)]);
      String name = train.place(row);
      assertTrue(name.startsWith("file:") && name.contains("/train/"), name);
    }
  }

  /** Of 25 images two are taken, of 3 one, of 1 none: those whose names' digests come first. */
  @Test
  void withoutATestFolderATenthOfEachClassIsDrawn() throws IOException {
    for (int i = 0; i < 25; i++) {
      write("ant/%02d.png".formatted(i), i, 4, 4);
    }
    for (int i = 0; i < 3; i++) {
      write("bee/%d.png".formatted(i), 100 + i, 4, 4);
    }
    write("cow/0.png", 120, 4, 4);
    DataSource data = open();
    assertEquals(26, data.train().rows());
    TreeMap<String, int[]> ants = new TreeMap<>();
    IntStream.range(0, 25)
        .forEach(i -> ants.put(draw("ant/%02d.png".formatted(i)), new int[] {i, 0}));
    TreeMap<String, int[]> bees = new TreeMap<>();
    IntStream.range(0, 3).forEach(i -> bees.put(draw("bee/%d.png".formatted(i)), new int[] {i, 1}));
    String first = "ant/%02d.png".formatted(ants.firstEntry().getValue()[0]);
    ants.pollFirstEntry();
    String second = "ant/%02d.png".formatted(ants.firstEntry().getValue()[0]);
    int bee = bees.firstEntry().getValue()[0];
    assertRows(
        Map.of(
            first,
            new int[] {Integer.parseInt(first.substring(4, 6)), 0},
            second,
            new int[] {Integer.parseInt(second.substring(4, 6)), 0},
            "bee/%d.png".formatted(bee),
            new int[] {100 + bee, 1}),
        data.test());
    assertTrue(data.notes().get(1).contains("a tenth, drawn by names"), data.notes().toString());
  }

  @Test
  void otherFilesAreLeftOutAndCounted() throws IOException {
    writeBoth();
    Files.writeString(place.resolve("train/cat/labels.txt"), "x");
    Files.writeString(place.resolve("train/cat/.hidden.png"), "x");
    Files.createDirectories(place.resolve("train/.cache/x"));
    DataSource data = open();
    assertEquals(5, data.train().rows());
    assertTrue(data.notes().stream().anyMatch(each -> each.startsWith("2 files left out")));
    assertTrue(
        data.notes().contains("folders left out, as their names begin with . or _: .cache"),
        data.notes().toString());
  }

  @Test
  void imagesOfNoClassAreLeftOutAndNamed() throws IOException {
    writeBoth();
    write("loose.png", 10, 4, 4);
    write("train/other.png", 10, 4, 4);
    DataSource data = open();
    assertEquals(5, data.train().rows());
    String note = "images left out, as they lie in no folder of a class: loose.png, other.png";
    assertTrue(data.notes().contains(note), data.notes().toString());
  }

  /** Whether they lie beside the parts or the classes. */
  @Test
  void filesBesideFoldersOfImagesMakeNoOtherDataOfThem() throws IOException {
    writeBoth();
    for (String name : List.of("metadata.parquet", "manifest.json", "train/metadata.parquet")) {
      Files.writeString(place.resolve(name), "x");
    }
    assertEquals(DataKind.FOLDER, open().kind());
    assertEquals(5, open().train().rows());
    write("train/_fox/a.png", 10, 4, 4);
    DataSource classes = DataSource.open(new Configuration(), place.resolve("train").toString());
    assertEquals(DataKind.FOLDER, classes.kind());
    assertTrue(
        classes.notes().contains("folders left out, as their names begin with . or _: _fox"),
        classes.notes().toString());
  }

  @Test
  void emptyAndNestedFoldersAreNamed() throws IOException {
    writeBoth();
    Files.createDirectories(place.resolve("train/emu"));
    Files.createDirectories(place.resolve("train/fox"));
    Files.writeString(place.resolve("train/fox/a.webp"), "x");
    Files.createDirectories(place.resolve("train/cat/more"));
    assertProblem(
        """
        train/cat: expected images alone, found folders: more
          train/emu: expected files named .png, .jpg, .jpeg, .gif, .bmp, found an empty folder
          train/fox: expected files named .png, .jpg, .jpeg, .gif, .bmp, found a.webp""");
  }

  @Test
  void testClassesAreThoseOfTraining() throws IOException {
    writeBoth();
    write("test/emu/z.png", 1, 4, 4);
    assertProblem("test/emu: expected a class that train has too (cat, dog), found another");
  }

  @Test
  void partsWithoutFoldersForTheirClassesAreNoClasses() throws IOException {
    write("Train/a.png", 10, 4, 4);
    write("Train/b.png", 10, 4, 4);
    write("test/c.png", 10, 4, 4);
    assertProblem("Train: expected a folder for each class, found images");
  }

  @Test
  void aTestPartWithoutFoldersForItsClassesIsNamed() throws IOException {
    write("train/cat/a.png", 10, 4, 4);
    write("train/dog/b.png", 10, 4, 4);
    write("test/c.png", 10, 4, 4);
    assertProblem("test: expected a folder for each class, found images");
  }

  @Test
  void partsMayBeWrittenInAnyCaseAndOtherFoldersAreNoted() throws IOException {
    write("TRAIN/cat/a.png", 10, 4, 4);
    write("TRAIN/dog/b.png", 20, 4, 4);
    write("Test/dog/c.png", 30, 4, 4);
    write("val/dog/d.png", 40, 4, 4);
    DataSource data = open();
    assertEquals(2, data.train().rows());
    assertRows(Map.of("dog/c.png", new int[] {30, 1}), data.test());
    assertTrue(
        data.notes().contains("folders left out, as they are neither train nor test: val"),
        data.notes().toString());
  }

  /** Hadoop leaves the link out of its list, and would wait for a writer to the pipe. */
  @Test
  void whatCannotBeOpenedIsNamed() throws Exception {
    writeBoth();
    Files.createSymbolicLink(place.resolve("train/cat/c.png"), place.resolve("nowhere"));
    Files.createSymbolicLink(place.resolve("train/emu"), place.resolve("nowhere"));
    new ProcessBuilder("mkfifo", place.resolve("train/dog/p.png").toString()).start().waitFor();
    assertProblem(
        """
        train/emu: expected the folder of a class, found %s
          train/cat/c.png: expected an image, found %s
          train/dog/p.png: expected an image, found %s"""
            .formatted(LostFile.FOUND, LostFile.FOUND, LostFile.FOUND));
  }

  @Test
  void oneClassIsTooFew() throws IOException {
    write("cat/a.png", 1, 4, 4);
    write("cat/b.png", 2, 4, 4);
    assertProblem("folders: expected one for each of at least 2 classes, found cat");
  }

  @Test
  void someImagesMustBeLeftToTestWith() throws IOException {
    write("cat/a.png", 1, 4, 4);
    write("dog/b.png", 2, 4, 4);
    assertProblem("test: expected images, or a class with two images or more, found none");
  }

  @Test
  void anImageThatDoesNotDecodeIsNamed() throws IOException {
    writeBoth();
    Path broken = place.resolve("test/cat/x.png");
    Files.writeString(broken, "no picture");
    DataPart test = open().test();
    var error =
        assertThrows(
            DataException.class, () -> test.block(new Configuration(), 0, new RowRange(0, 2)));
    assertEquals(
        "load data: expected a PNG, JPEG, GIF or BMP picture, found something else at file:%s"
                .formatted(broken)
            + " (replace it, or take it out)",
        error.getMessage());
  }

  @Test
  void greyImagesHaveOneChannel() throws IOException {
    writeBoth();
    ImageShape grey = new ImageShape(1, 5, 5);
    DataChoices choices =
        new DataChoices(Optional.empty(), Optional.of(grey), Optional.empty(), Optional.empty());
    DataSource data = DataSource.open(new Configuration(), place.toString(), choices);
    Block block = data.test().block(new Configuration(), 0, new RowRange(0, 2));
    assertEquals(2 * 25, block.pixels().length);
  }

  /** Sparkgrad's own directories hold pictures too. */
  @Test
  void aRunDirectoryIsNoDataSet() throws IOException {
    write("plots/a.png", 1, 4, 4);
    Files.writeString(place.resolve("manifest.json"), "{}");
    var error = assertThrows(DataException.class, this::open);
    assertTrue(error.getMessage().contains("found a run directory of 'train' or 'grid'"));
  }
}
