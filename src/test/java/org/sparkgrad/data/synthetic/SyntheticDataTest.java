package org.sparkgrad.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.data.format.PublishedSet;
import org.sparkgrad.data.format.TarGz;
import org.sparkgrad.io.DataException;

class SyntheticDataTest {
  @TempDir Path place;

  private Path write(String name, SyntheticData set) {
    Path target = place.resolve(name);
    set.write(target);
    return target;
  }

  private static List<String> children(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static byte[] allBytes(Path directory) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String name : children(directory)) {
      all.write(Files.readAllBytes(directory.resolve(name)));
    }
    return all.toByteArray();
  }

  private static int[] labels(byte[] records) {
    int[] labels = new int[records.length / 3073];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = records[row * 3073];
    }
    return labels;
  }

  @Test
  void writesTheSevenFilesAndNothingElse() throws IOException {
    Path set = write("parent/set", new SyntheticData(1, 3, 4));
    assertEquals(List.of("set"), children(place.resolve("parent")));
    assertEquals(new TreeSet<>(PublishedSet.CIFAR_10.files()), new TreeSet<>(children(set)));
    for (int file = 1; file <= 5; file++) {
      assertEquals(3 * 3073, Files.size(set.resolve("data_batch_" + file + ".bin")));
    }
    assertEquals(4 * 3073, Files.size(set.resolve("test_batch.bin")));
  }

  @Test
  void classNamesSayThatTheyAreSynthetic() throws IOException {
    Path set = write("set", new SyntheticData(1, 1, 1));
    List<String> names = Files.readAllLines(set.resolve("batches.meta.txt"));
    assertEquals(SyntheticData.CLASS_NAMES, names);
    assertEquals(10, new TreeSet<>(names).size());
    assertTrue(names.stream().allMatch(name -> name.startsWith("synthetic_")), names::toString);
  }

  @Test
  void eachFileHoldsAllClassesEquallyAndShuffled() throws IOException {
    Path set = write("set", new SyntheticData(5, 40, 40));
    int[] sorted = new int[40];
    Arrays.setAll(sorted, i -> i / 4);
    int[] inTurn = new int[40];
    Arrays.setAll(inTurn, i -> i % 10);
    for (String name : List.of("data_batch_1.bin", "data_batch_5.bin", "test_batch.bin")) {
      int[] labels = labels(Files.readAllBytes(set.resolve(name)));
      assertFalse(Arrays.equals(inTurn, labels), name);
      Arrays.sort(labels);
      assertArrayEquals(sorted, labels, name);
    }
  }

  @Test
  void recordIsALabelAndTheImageItKeys() throws IOException {
    Path set = write("set", new SyntheticData(5, 12, 2));
    byte[] records = Files.readAllBytes(set.resolve("data_batch_3.bin"));
    byte[] image = new byte[3072];
    new SyntheticImages(5).draw(records[7 * 3073], 2, 7, image, 0);
    assertArrayEquals(image, Arrays.copyOfRange(records, 7 * 3073 + 1, 8 * 3073));
  }

  @Test
  void sameSeedSameBytes() throws IOException {
    byte[] once = allBytes(write("once", new SyntheticData(9, 11, 3)));
    byte[] again = allBytes(write("again", new SyntheticData(9, 11, 3)));
    assertArrayEquals(once, again);
  }

  @Test
  void otherSeedOtherBytes() throws IOException {
    byte[] once = allBytes(write("once", new SyntheticData(9, 11, 3)));
    byte[] other = allBytes(write("other", new SyntheticData(10, 11, 3)));
    assertFalse(Arrays.equals(once, other));
  }

  @Test
  void sameBytesOnEveryRuntime() throws IOException {
    byte[] bytes = allBytes(write("set", new SyntheticData(231, 10, 10)));
    assertEquals("d100b77cb2c2d2e86fe61cb0b8683245", TarGz.md5(bytes));
  }

  @Test
  void rowsDiffer() throws IOException {
    Path set = write("set", new SyntheticData(3, 20, 20));
    TreeSet<String> distinct = new TreeSet<>();
    for (String name : List.of("data_batch_1.bin", "data_batch_2.bin", "test_batch.bin")) {
      byte[] records = Files.readAllBytes(set.resolve(name));
      for (int at = 0; at < records.length; at += 3073) {
        distinct.add(TarGz.md5(Arrays.copyOfRange(records, at + 1, at + 3073)));
      }
    }
    assertEquals(60, distinct.size());
  }

  @Test
  void defaultSize() {
    assertEquals(new SyntheticData(4, 2000, 2000), SyntheticData.ofSeed(4));
  }

  @Test
  void refusesATargetThatHoldsAnything() throws IOException {
    Path target = Files.createDirectories(place.resolve("set"));
    Files.writeString(target.resolve("notes.txt"), "mine");
    SyntheticData set = new SyntheticData(1, 1, 1);
    DataException e = assertThrows(DataException.class, () -> set.write(target));
    assertTrue(e.getMessage().contains("notes.txt"), e.getMessage());
    assertEquals(List.of("set"), children(place));
    assertEquals(List.of("notes.txt"), children(target));
  }

  @Test
  void acceptsAnEmptyTargetBehindALink() throws IOException {
    Path real = Files.createDirectories(place.resolve("real"));
    Path link = Files.createSymbolicLink(place.resolve("link"), real);
    new SyntheticData(1, 1, 1).write(link);
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(7, children(real).size());
  }

  @Test
  void refusesNoRows() {
    assertThrows(IllegalArgumentException.class, () -> new SyntheticData(1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new SyntheticData(1, 1, 0));
  }

  @Test
  void refusesALabelThatIsNoClass() {
    SyntheticImages images = new SyntheticImages(1);
    byte[] image = new byte[3072];
    assertThrows(IllegalArgumentException.class, () -> images.draw(10, 0, 0, image, 0));
    assertThrows(IllegalArgumentException.class, () -> images.draw(-1, 0, 0, image, 0));
  }
}
