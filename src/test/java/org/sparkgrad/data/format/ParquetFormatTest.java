package org.sparkgrad.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.DataException;

/** Tables written by Parquet's own example writer, in groups of a few rows. */
class ParquetFormatTest {
  private static final int VALUES = 3;

  private static final String LIST_OF_FLOATS =
      """
      message table {
        optional int32 label;
        optional group features (LIST) { repeated group list { optional float element; } }
      }""";

  private static final String VECTORS =
      """
      message table {
        optional int32 label;
        optional group features {
          required int32 type (INTEGER(8,true));
          optional int32 size;
          optional group indices (LIST) { repeated group list { required int32 element; } }
          optional group values (LIST) { repeated group list { required double element; } }
        }
      }""";

  @TempDir Path place;

  private void write(
      String name, String schema, int first, int rows, BiConsumer<Integer, Group> filler)
      throws IOException {
    write(name, schema, first, rows, Map.of(), filler);
  }

  private void write(
      String name,
      String schema,
      int first,
      int rows,
      Map<String, String> notes,
      BiConsumer<Integer, Group> filler)
      throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    SimpleGroupFactory groups = new SimpleGroupFactory(type);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(place.resolve(name).toUri()))
            .withType(type)
            .withConf(new Configuration())
            .withExtraMetaData(notes)
            .withRowGroupRowCountLimit(4)
            .build()) {
      for (int row = first; row < first + rows; row++) {
        Group group = groups.newGroup();
        filler.accept(row, group);
        writer.write(group);
      }
    }
  }

  private static int label(int row) {
    return row % 3;
  }

  private static float value(int row, int k) {
    return 10 * row + k + 0.5f;
  }

  private static void fillList(int row, Group group) {
    group.add("label", label(row));
    Group list = group.addGroup("features");
    for (int k = 0; k < VALUES; k++) {
      list.addGroup("list").add("element", value(row, k));
    }
  }

  /** Even rows are dense, odd ones sparse with the middle value alone. */
  private static void fillVector(int row, Group group) {
    group.add("label", label(row));
    Group vector = group.addGroup("features").append("type", row % 2 == 0 ? 1 : 0);
    if (row % 2 == 0) {
      Group values = vector.addGroup("values");
      for (int k = 0; k < VALUES; k++) {
        values.addGroup("list").add("element", (double) value(row, k));
      }
    } else {
      vector.add("size", VALUES);
      vector.addGroup("indices").addGroup("list").add("element", 1);
      vector.addGroup("values").addGroup("list").add("element", (double) value(row, 1));
    }
  }

  private DataSource open() {
    return DataSource.open(new Configuration(), place.toString());
  }

  private String problem() {
    return assertThrows(DataException.class, this::open).getMessage();
  }

  private static float[] row(Block block, int row, int values) {
    float[] ones = new float[values];
    java.util.Arrays.fill(ones, 1);
    float[] out = new float[values];
    block.features(row, new FeatureScaling(ones, new float[values]), out, 0);
    return out;
  }

  private static Block block(DataPart part, int start, int end) {
    return part.block(new Configuration(), 0, new RowRange(start, end));
  }

  /** Two files of 10 and 7 rows, in groups of 4: every range of rows. */
  @Test
  void readsAnyRangeAcrossGroupsAndFiles() throws IOException {
    write("train-00000.parquet", LIST_OF_FLOATS, 0, 10, ParquetFormatTest::fillList);
    write("train-00001.parquet", LIST_OF_FLOATS, 10, 7, ParquetFormatTest::fillList);
    write("test.parquet", LIST_OF_FLOATS, 0, 5, ParquetFormatTest::fillList);
    DataSource data = open();
    assertEquals(DataKind.PARQUET, data.kind());
    assertEquals(DataShape.ofVectors(VALUES, 3), data.shape());
    assertEquals(List.of("0", "1", "2"), data.classNames());
    assertEquals(17, data.train().rows());
    assertEquals(5, data.test().rows());
    for (int start = 0; start < 17; start++) {
      for (int end = start; end <= 17; end++) {
        Block block = block(data.train(), start, end);
        for (int row = start; row < end; row++) {
          assertEquals(label(row), block.label(row));
          for (int k = 0; k < VALUES; k++) {
            assertEquals(value(row, k), row(block, row, VALUES)[k]);
          }
        }
      }
    }
    assertTrue(data.train().place(12).matches("row 2 of file:.*/train-00001.parquet"));
  }

  /** Without a sign, the largest numbers have the first bit that others keep a sign in. */
  @Test
  void readsListsOfWholeNumbers() throws IOException {
    Map<String, Object> largest =
        Map.of(
            "int64 element",
            1L << 40,
            "int32 element (INTEGER(32,false))",
            -1,
            "int64 element (INTEGER(64,false))",
            -1L);
    Map<String, Float> expected =
        Map.of(
            "int64 element", 0x1p40f,
            "int32 element (INTEGER(32,false))", 0x1p32f,
            "int64 element (INTEGER(64,false))", 0x1p64f);
    for (String element : largest.keySet()) {
      String schema = LIST_OF_FLOATS.replace("float element", element);
      for (String name : List.of("train.parquet", "test.parquet")) {
        Files.deleteIfExists(place.resolve(name));
        write(name, schema, 0, 2, (row, group) -> fillWhole(row, group, largest.get(element)));
      }
      assertEquals(expected.get(element), row(block(open().train(), 1, 2), 1, 1)[0], element);
    }
  }

  private static void fillWhole(int row, Group group, Object whole) {
    Group element = group.append("label", row).addGroup("features").addGroup("list");
    if (whole instanceof Integer number) {
      element.add("element", number);
    } else {
      element.add("element", (long) whole);
    }
  }

  @Test
  void readsSparksVectors() throws IOException {
    write("train.parquet", VECTORS, 0, 6, ParquetFormatTest::fillVector);
    write("test.parquet", VECTORS, 0, 6, ParquetFormatTest::fillVector);
    Block block = block(open().train(), 0, 6);
    for (int row = 0; row < 6; row++) {
      for (int k = 0; k < VALUES; k++) {
        boolean kept = row % 2 == 0 || k == 1;
        assertEquals(kept ? value(row, k) : 0, row(block, row, VALUES)[k]);
      }
    }
  }

  @Test
  void partsMayBeFoldersAsSparkWritesThem() throws IOException {
    Files.createDirectories(place.resolve("train"));
    Files.createDirectories(place.resolve("test.parquet"));
    write("train/part-00000.snappy.parquet", LIST_OF_FLOATS, 0, 3, ParquetFormatTest::fillList);
    write("train/part-00001.snappy.parquet", LIST_OF_FLOATS, 3, 3, ParquetFormatTest::fillList);
    write("test.parquet/part-00000.parquet", LIST_OF_FLOATS, 0, 2, ParquetFormatTest::fillList);
    Files.writeString(place.resolve("train/_SUCCESS"), "");
    assertEquals(6, open().train().rows());
    assertEquals(4.0f * 10 + 0.5f, row(block(open().train(), 4, 5), 4, VALUES)[0]);
    assertEquals(2, open().test().rows());
    assertEquals(
        List.of("train/part-00000.snappy.parquet", "train/part-00001.snappy.parquet"),
        open().train().files().stream().map(DataFile::name).toList());
  }

  @Test
  void partsMayBeWrittenInAnyCase() throws IOException {
    Files.createDirectories(place.resolve("Train"));
    write("Train/a.parquet", LIST_OF_FLOATS, 0, 3, ParquetFormatTest::fillList);
    write("TEST.Parquet", LIST_OF_FLOATS, 0, 2, ParquetFormatTest::fillList);
    write("docs.parquet", LIST_OF_FLOATS, 0, 1, ParquetFormatTest::fillList);
    assertEquals(3, open().train().rows());
    assertEquals(2, open().test().rows());
  }

  private static byte[] png(int grey) throws IOException {
    BufferedImage picture = new BufferedImage(5, 9, BufferedImage.TYPE_INT_RGB);
    for (int k = 0; k < 45; k++) {
      picture.setRGB(k % 5, k / 5, grey << 16 | grey << 8 | grey);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return bytes.toByteArray();
  }

  private static Binary bytes(int row) {
    try {
      return Binary.fromConstantByteArray(png(20 * row));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static final String PICTURES =
      "message table { required int64 label; required binary image; }";

  private static void fillPicture(int row, Group group) {
    group.append("label", (long) label(row)).add("image", bytes(row));
  }

  private static void assertPictures(DataSource data, ImageShape shape) {
    assertEquals(DataShape.ofImages(shape, data.classNames().size()), data.shape());
    Block block = block(data.train(), 0, 6);
    for (int row = 0; row < 6; row++) {
      assertEquals(label(row), block.label(row));
      for (int k = 0; k < shape.bytes(); k++) {
        assertEquals(20 * row, block.pixels()[block.pixelStart(row) + k] & 0xFF);
      }
    }
  }

  @Test
  void readsImageFilesInAColumn() throws IOException {
    write("train.parquet", PICTURES, 0, 6, ParquetFormatTest::fillPicture);
    write("test.parquet", PICTURES, 0, 3, ParquetFormatTest::fillPicture);
    assertPictures(open(), ImageShape.CIFAR);
    ImageShape small = new ImageShape(1, 3, 4);
    DataChoices choices =
        new DataChoices(Optional.empty(), Optional.of(small), Optional.empty(), Optional.empty());
    assertPictures(DataSource.open(new Configuration(), place.toString(), choices), small);
  }

  /** With names of the classes among the notes of the file, and other names of columns. */
  @Test
  void readsHuggingFacesStructs() throws IOException {
    String schema =
        """
        message schema {
          optional int64 kind;
          optional group img { optional binary path (STRING); optional binary bytes; }
        }""";
    String note =
        "{\"info\": {\"features\": {\"kind\": {\"names\": [\"ant\", \"bee\", \"cow\", \"dog\"],"
            + " \"_type\": \"ClassLabel\"}}}}";
    for (String name : List.of("train.parquet", "test.parquet")) {
      write(
          name,
          schema,
          0,
          6,
          Map.of("huggingface", note),
          (row, group) ->
              group
                  .append("kind", (long) label(row))
                  .addGroup("img")
                  .append("bytes", bytes(row))
                  .append("path", "x.png"));
    }
    assertTrue(problem().contains("expected a column label, found kind, img at file:"), problem());
    DataChoices choices =
        new DataChoices(Optional.empty(), Optional.empty(), Optional.of("kind"), Optional.empty());
    DataSource data = DataSource.open(new Configuration(), place.toString(), choices);
    assertEquals(List.of("ant", "bee", "cow", "dog"), data.classNames());
    assertPictures(data, ImageShape.CIFAR);
    assertEquals(
        Map.of("label-column", "kind", "features-column", "img", "image-size", "3 x 32 x 32"),
        data.choices());
  }

  private static final String SPLIT =
      """
      message table {
        optional binary split (STRING);
        optional int32 label;
        optional group features (LIST) { repeated group list { optional float element; } }
      }""";

  /** Two tables of 10 and 7 rows in groups of 4; of five rows the last is for test. */
  private void writeSplit(String... parts) throws IOException {
    for (int file = 0; file < 2; file++) {
      write(
          "part-%d.parquet".formatted(file),
          SPLIT,
          10 * file,
          file == 0 ? 10 : 7,
          (row, group) -> {
            if (!parts[row % 5].isEmpty()) {
              group.add("split", parts[row % 5]);
            }
            fillList(row, group);
          });
    }
  }

  private static void assertRows(DataPart part, List<Integer> expected) {
    assertEquals(expected.size(), part.rows());
    for (int start = 0; start < expected.size(); start++) {
      Block block = block(part, start, expected.size());
      for (int row = start; row < expected.size(); row++) {
        assertEquals(label(expected.get(row)), block.label(row));
        assertEquals(value(expected.get(row), 2), row(block, row, VALUES)[2]);
      }
    }
  }

  /** Rows for validation come after the others to train on. */
  @Test
  void aColumnDealsRowsOut() throws IOException {
    writeSplit("train", "validation", "train", "train", "test");
    DataSource data = open();
    assertRows(data.train(), List.of(0, 2, 3, 5, 7, 8, 10, 12, 13, 15, 1, 6, 11, 16));
    assertRows(data.test(), List.of(4, 9, 14));
    assertEquals(2, data.train().files().size());
    assertTrue(data.notes().toString().contains("--validation 4 holds them out"));
    assertTrue(data.train().place(13).matches("row 6 of file:.*/part-1.parquet"));
  }

  @Test
  void aColumnThatDealsOutNotAllOrToNoPartIsRefused() throws IOException {
    writeSplit("train", "validation", "train", "dev", "test");
    assertTrue(
        problem()
            .matches(
                "(?s).*expected one of train, validation, test in column 'split', found 'dev' in"
                    + " row 3 of file:.*/part-0.parquet"),
        problem());
  }

  @Test
  void tablesOfOtherNamesNeedAColumnThatDealsOut() throws IOException {
    write("data-00000.parquet", LIST_OF_FLOATS, 0, 3, ParquetFormatTest::fillList);
    assertTrue(problem().contains("or a column 'split' of texts at file:"), problem());
  }

  @Test
  void aPartWithoutRowsIsRefused() throws IOException {
    writeSplit("train", "train", "train", "train", "train");
    assertTrue(problem().contains("expected rows with 'test' in column 'split'"), problem());
  }

  /** What Parquet keeps as whole numbers of cents, days or microseconds is no label. */
  @ParameterizedTest
  @ValueSource(strings = {"int32 label (DECIMAL(5,2))", "int32 label (DATE)", "boolean label"})
  void labelsOfOtherUnitsAreRefused(String label) throws IOException {
    String schema = LIST_OF_FLOATS.replace("int32 label", label);
    for (String name : List.of("train.parquet", "test.parquet")) {
      write(name, schema, 0, 1, (row, group) -> group.addGroup("features"));
    }
    assertTrue(problem().contains("expected a column 'label' of numbers or text"), problem());
  }

  /** Of a name that stands twice nobody could tell which class it is. */
  @Test
  void passesOverNotedNamesThatAreNotDifferent() {
    for (String second : List.of("ant", " ")) {
      String note =
          "{\"info\": {\"features\": {\"label\": {\"names\": [\"ant\", \"%s\"]}}}}"
              .formatted(second);
      assertEquals(List.of(), HuggingFaceNames.of(Map.of("huggingface", note), "label"));
    }
  }

  private static final String NAMED =
      """
      message table {
        optional binary label (STRING);
        optional group features (LIST) { repeated group list { optional double element; } }
      }""";

  private void writeNamed(String file, String... labels) throws IOException {
    write(
        file,
        NAMED,
        0,
        labels.length,
        (row, group) -> {
          if (!labels[row].isEmpty()) {
            group.add("label", labels[row]);
          }
          Group list = group.addGroup("features");
          list.addGroup("list").add("element", row + 0.25);
          list.addGroup("list").add("element", 2.0);
        });
  }

  @Test
  void labelsMayBeNames() throws IOException {
    writeNamed("train.parquet", "dog", "cat", "emu", "cat");
    writeNamed("test.parquet", "emu", "dog");
    DataSource data = open();
    assertEquals(List.of("cat", "dog", "emu"), data.classNames());
    Block block = block(data.train(), 0, 4);
    assertEquals(
        List.of(1, 0, 2, 0),
        List.of(block.label(0), block.label(1), block.label(2), block.label(3)));
    assertEquals(3.25f, row(block, 3, 2)[0]);
  }

  @Test
  void namesThatTrainingRowsDoNotHaveAreRefused() throws IOException {
    writeNamed("train.parquet", "dog", "cat");
    writeNamed("test.parquet", "cat", "fox");
    assertTrue(
        problem()
            .matches(
                "(?s).*expected a class that the training rows have, found 'fox' in row 1 of"
                    + " file:.*/test.parquet"),
        problem());
  }

  @Test
  void aNullLabelIsNamedByRowAndFile() throws IOException {
    writeNamed("train.parquet", "dog", "cat", "");
    writeNamed("test.parquet", "cat");
    assertTrue(
        problem()
            .matches(
                "(?s).*expected the name of a class, found null in row 2 of"
                    + " file:.*/train.parquet"),
        problem());
  }

  @ParameterizedTest
  @CsvSource({"-1.0,-1.0", "1.5,1.5", "NaN,NaN", "1e9,1.0E9", ",null"})
  void aLabelThatIsNoWholeNumberIsNamedByRowAndFile(Double label, String found) throws IOException {
    String schema = LIST_OF_FLOATS.replace("int32 label", "double label");
    BiConsumer<Integer, Group> filler =
        (row, group) -> {
          if (row != 5) {
            group.add("label", (double) label(row));
          } else if (label != null) {
            group.add("label", (double) label);
          }
          group.addGroup("features").addGroup("list").add("element", 1f);
        };
    write("train.parquet", schema, 0, 5, filler);
    write("test.parquet", schema, 0, 5, filler);
    assertEquals(1, block(open().train(), 1, 2).label(1));
    Files.delete(place.resolve("train.parquet"));
    write("train.parquet", schema, 0, 7, filler);
    assertTrue(
        problem()
            .matches(
                "(?s).*expected a label that is a whole number from 0 to 99999, found "
                    + found
                    + " in row 5 of file:.*/train.parquet"),
        problem());
  }

  /** As {@link #fillList}, but for row 5. */
  private static void fillBad(String kind, int row, Group group) {
    if (row != 5) {
      fillList(row, group);
      return;
    }
    group.add("label", 0);
    if (kind.equals("null")) {
      return;
    }
    Group list = group.addGroup("features");
    list.addGroup("list").add("element", 1f);
    list.addGroup("list").add("element", 1f);
    switch (kind) {
      case "NaN" -> list.addGroup("list").add("element", Float.NaN);
      case "Infinity" -> list.addGroup("list").add("element", Float.POSITIVE_INFINITY);
      case "hole" -> list.addGroup("list");
      default -> {}
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NaN,'expected numbers that a float can hold, found NaN at place 2'",
    "Infinity,'expected numbers that a float can hold, found Infinity at place 2'",
    "hole,'expected numbers, found null among them'",
    "short,'expected a vector of 3 numbers, found one of 2'",
    "null,'expected a vector, found null'"
  })
  void aBadVectorIsNamedByRowAndFile(String kind, String message) throws IOException {
    write("train.parquet", LIST_OF_FLOATS, 0, 7, (row, group) -> fillBad(kind, row, group));
    write("test.parquet", LIST_OF_FLOATS, 0, 2, ParquetFormatTest::fillList);
    DataPart train = open().train();
    assertEquals(6, block(train, 6, 7).firstRow());
    var error = assertThrows(DataException.class, () -> block(train, 3, 7));
    assertTrue(
        error.getMessage().matches("load data: " + message + " in row 5 of file:.*/train.parquet"),
        error.getMessage());
  }

  /** Size, indices, how many values. */
  @ParameterizedTest
  @CsvSource({
    "3,1,2,'expected ascending indices from 0 to 2, one for each value, found a sparse vector with others'",
    "3,'0,1',1,'expected ascending indices from 0 to 2, one for each value, found a sparse vector with others'",
    "3,'1,0',2,'expected ascending indices from 0 to 2, one for each value, found a sparse vector with others'",
    "3,'1,1',2,'expected ascending indices from 0 to 2, one for each value, found a sparse vector with others'",
    "3,-1,1,'expected ascending indices from 0 to 2, one for each value, found a sparse vector with others'",
    "3,3,1,'expected ascending indices from 0 to 2, one for each value, found a sparse vector with others'",
    "2147483647,1,1,'expected a vector of 3 numbers, found one of 2147483647'"
  })
  void aSparseVectorThatClaimsWhatItHasNotIsRefused(
      int size, String indices, int values, String message) throws IOException {
    write("test.parquet", VECTORS, 0, 2, ParquetFormatTest::fillVector);
    BiConsumer<Integer, Group> bad = (row, group) -> fillSparse(group, size, indices, values);
    BiConsumer<Integer, Group> good = ParquetFormatTest::fillVector;
    write(
        "train.parquet", VECTORS, 0, 3, (row, group) -> (row == 2 ? bad : good).accept(row, group));
    DataPart train = open().train();
    var error = assertThrows(DataException.class, () -> block(train, 0, 3));
    assertTrue(
        error.getMessage().matches("load data: " + message + " in row 2 of file:.*/train.parquet"),
        error.getMessage());
  }

  private static void fillSparse(Group group, int size, String indices, int values) {
    Group vector = group.append("label", 0).addGroup("features").append("type", 0);
    Group places = vector.append("size", size).addGroup("indices");
    for (String index : indices.split(",")) {
      places.addGroup("list").add("element", Integer.parseInt(index));
    }
    Group numbers = vector.addGroup("values");
    for (int k = 0; k < values; k++) {
      numbers.addGroup("list").add("element", 1.5);
    }
  }

  @Test
  void aFirstVectorThatClaimsMoreThanARowMayHaveIsRefused() throws IOException {
    BiConsumer<Integer, Group> bad = (row, group) -> fillSparse(group, Integer.MAX_VALUE, "0", 1);
    write("train.parquet", VECTORS, 0, 3, bad);
    write("test.parquet", VECTORS, 0, 2, bad);
    assertTrue(
        problem()
            .contains("expected a vector of 1 to 16,777,216 numbers, found one of 2,147,483,647"),
        problem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optional boolean label; optional binary image;",
        "optional int32 label; optional binary image (STRING);",
        "optional int32 label; optional int32 image;",
        "optional int32 label; optional group image { optional binary data; }",
        "repeated int32 label; optional binary image;"
      })
  void columnsOfOtherTypesAreRefused(String columns) throws IOException {
    for (String name : List.of("train.parquet", "test.parquet")) {
      write(name, "message table { %s }".formatted(columns), 0, 1, (row, group) -> {});
    }
    assertTrue(
        problem().matches("(?s).*expected a column '(label|image)' of .*, found .*"), problem());
  }

  @Test
  void aTableWithoutRowsIsRefused() throws IOException {
    write("train.parquet", LIST_OF_FLOATS, 0, 0, ParquetFormatTest::fillList);
    write("test.parquet", LIST_OF_FLOATS, 0, 1, ParquetFormatTest::fillList);
    assertTrue(problem().contains("expected rows, found none at file:"), problem());
  }

  @Test
  void aMissingTableIsNamed() throws IOException {
    write("train.parquet", LIST_OF_FLOATS, 0, 3, ParquetFormatTest::fillList);
    assertEquals(
        """
        open data: %s is not a complete data set of Parquet tables:
          test.parquet: expected a Parquet file, or a folder of them, found none"""
            .formatted(place),
        problem());
  }

  @Test
  void aFileThatIsNoParquetIsNamed() throws IOException {
    write("test.parquet", LIST_OF_FLOATS, 0, 1, ParquetFormatTest::fillList);
    Files.writeString(place.resolve("train.parquet"), "a,b\n1,2\n3,4\n5,6\n");
    assertTrue(
        problem().matches("(?s).*train.parquet: expected a Parquet file that can be read.*"),
        problem());
  }

  @Test
  void tablesOfOtherColumnsThanTheFirstAreRefused() throws IOException {
    write("train.parquet", LIST_OF_FLOATS, 0, 3, ParquetFormatTest::fillList);
    write("test.parquet", VECTORS, 0, 3, ParquetFormatTest::fillVector);
    assertTrue(problem().contains("expected the same columns in all tables"), problem());
  }
}
