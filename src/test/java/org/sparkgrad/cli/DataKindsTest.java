package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.TinyCifar;

/**
 * Every kind of data set, each trained on, evaluated on and predicted by one command. An image is
 * noise with a bright band, at the height that its class has, so that a linear model tells classes
 * apart.
 */
@ExtendWith(LocalMaster.class)
class DataKindsTest {
  private static final int USAGE = 2;
  private static final int DATA = 3;
  private static final int TRAIN = 120;
  private static final int TEST = 40;
  private static final double LEAST_ACCURACY = 0.9;

  @TempDir Path place;
  private int runs;

  /** The grey at a place of an image of a class, in shares of its height. */
  private static int grey(Random random, int label, int classes, int y, int height) {
    boolean band = y * classes / height == label;
    return 40 + random.nextInt(60) + (band ? 120 : 0);
  }

  private static byte[] plane(int row, int label, int classes, int height, int width) {
    Random random = new Random(row);
    byte[] plane = new byte[height * width];
    for (int k = 0; k < plane.length; k++) {
      plane[k] = (byte) grey(random, label, classes, k / width, height);
    }
    return plane;
  }

  private static BufferedImage picture(int row, int label, int classes, int height, int width) {
    byte[] plane = plane(row, label, classes, height, width);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int k = 0; k < plane.length; k++) {
      picture.setRGB(k % width, k / width, 0x010101 * (plane[k] & 0xFF));
    }
    return picture;
  }

  private static byte[] file(BufferedImage picture, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }

  /** Trains, evaluates and predicts; the test accuracy is the same each time. */
  private void assertLearns(Path data, int testRows, String features, String... options)
      throws IOException {
    Path run = place.resolve("run" + runs++);
    List<String> train = new ArrayList<>(List.of(options));
    train.addAll(List.of("--features", features, "--learning-rate", "0.05"));
    train.addAll(List.of("--iterations", "60", "--batch-size", "40", "--json"));
    JsonNode cell =
        TinyRun.bare("train", data, run, train.toArray(String[]::new)).done().firstCell();
    double accuracy = cell.get("test_accuracy").asDouble();
    assertTrue(accuracy >= LEAST_ACCURACY, cell.toString());
    String model = run.resolve("models/cell-1").toString();
    JsonNode evaluated = call("evaluate", model, data, options, "--json").done().json();
    assertEquals(accuracy, evaluated.get("accuracy").asDouble());
    assertEquals(testRows, evaluated.get("rows").asInt());
    Path table = run.resolveSibling(run.getFileName() + ".csv");
    Call.of("predict", model, "--data", data.toString(), "--out", table.toString()).done();
    assertEquals(testRows, Files.readAllLines(table).size() - 1);
  }

  private static Call call(
      String command, String model, Path data, String[] options, String... more) {
    List<String> all = new ArrayList<>(List.of(command, model, "--data", data.toString()));
    all.addAll(List.of(options));
    all.addAll(List.of(more));
    return Call.of(all.toArray(String[]::new));
  }

  private static void writeIdx(Path data, String part, int first, int rows) {
    ByteBuffer images = ByteBuffer.allocate(16 + 784 * rows);
    images.putInt(0x0803).putInt(rows).putInt(28).putInt(28);
    ByteBuffer labels = ByteBuffer.allocate(8 + rows).putInt(0x0801).putInt(rows);
    for (int row = first; row < first + rows; row++) {
      images.put(plane(row, row % 7, 7, 28, 28));
      labels.put((byte) (row % 7));
    }
    TinyCifar.writeFile(data.resolve(part + "-images-idx3-ubyte"), images.array());
    TinyCifar.writeFile(data.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }

  @Test
  void idxFilesOfGreyImages() throws IOException {
    Path data = place.resolve("idx");
    writeIdx(data, "train", 0, TRAIN);
    writeIdx(data, "t10k", TRAIN, TEST);
    assertLearns(data, TEST, "raw|standardize");
    JsonNode info = Call.of("data", "info", data.toString(), "--json").done().json();
    assertEquals("IDX files", info.get("kind").asText());
    assertEquals(28, info.get("shape").get("height").asInt());
    assertEquals(7, info.get("classes").asInt());
    assertTrue(info.get("train_channel_means").has("grey"));
    Path picture = place.resolve("one.png");
    TinyCifar.writeFile(picture, file(picture(500, 3, 7, 56, 56), "png"));
    String model = place.resolve("run0/models/cell-1").toString();
    Call one = Call.of("predict", model, picture.toString(), "--json").done();
    JsonNode prediction = one.json().get("images").get(0);
    assertEquals("3", prediction.get("prediction_name").asText(), one.out());
  }

  private static byte[] cifar100(int first, int rows) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int row = first; row < first + rows; row++) {
      int fine = row % 8;
      records.write(fine / 2);
      records.write(fine * 12);
      byte[] plane = plane(row, fine, 8, 32, 32);
      for (int channel = 0; channel < 3; channel++) {
        records.writeBytes(plane);
      }
    }
    return records.toByteArray();
  }

  private static byte[] names(String which, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> which + i)
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  @Covers({"evaluate --labels", "predict --labels"})
  void cifar100WithBothLabels() throws IOException {
    Path data = place.resolve("cifar-100");
    TinyCifar.writeFile(data.resolve("train.bin"), cifar100(0, TRAIN));
    TinyCifar.writeFile(data.resolve("test.bin"), cifar100(TRAIN, TEST));
    TinyCifar.writeFile(data.resolve("fine_label_names.txt"), names("fine", 100));
    TinyCifar.writeFile(data.resolve("coarse_label_names.txt"), names("coarse", 20));
    assertLearns(data, TEST, "raw|standardize");
    String fine = place.resolve("run0/models/cell-1").toString();
    call("evaluate", fine, data, new String[] {"--labels", "coarse"})
        .failedWith(DATA, "expected data with class names [fine0, fine1");
    String[] coarse = {"--labels", "coarse"};
    assertLearns(data, TEST, "raw|standardize", coarse);
    call("predict", fine, data, coarse, "--out", place.resolve("x.csv").toString())
        .failedWith(DATA, "expected data with class names [fine0, fine1");
  }

  private void writeFolder(Path data, int first, int rows) throws IOException {
    int[][] sizes = {{32, 32}, {40, 64}, {90, 45}};
    for (int row = first; row < first + rows; row++) {
      String format = row % 2 == 0 ? "png" : "jpg";
      int[] size = sizes[row % 3];
      String name = "%s/%04d.%s".formatted("abcd".charAt(row / 6 % 4), row, format);
      BufferedImage picture = picture(row, row / 6 % 4, 4, size[0], size[1]);
      TinyCifar.writeFile(data.resolve(name), file(picture, format));
    }
  }

  /** Of 200 images, in three sizes and two formats, a tenth of each class is drawn to test with. */
  @Test
  void aFolderOfImages() throws IOException {
    Path data = place.resolve("folder");
    writeFolder(data, 0, 200);
    JsonNode info = Call.of("data", "info", data.toString(), "--json").done().json();
    int testRows = info.get("test_rows").asInt();
    assertTrue(testRows >= 18 && testRows <= 20, info.toString());
    assertEquals(200, info.get("files").asInt());
    assertLearns(data, testRows, "raw|standardize", "--image-size", "16x16");
    String run = place.resolve("run0").toString();
    Call.of("train", "--resume", run, "--image-size", "16x16").done();
    Call.of("train", "--resume", run, "--image-size", "8x8")
        .failedWith(USAGE, "image-size: recorded 16x16, given 8x8");
    assertLearns(data, testRows, "hog(cell=8)|standardize", "--image-size", "32x24x1");
  }

  @Test
  void anImageThatDoesNotDecodeEndsTheCallBeforeTraining() throws IOException {
    Path data = place.resolve("folder");
    writeFolder(data, 0, 48);
    Path broken = data.resolve("a/0001.jpg");
    Files.write(broken, new byte[] {1, 2, 3});
    TinyRun.bare("train", data, place.resolve("run"), "--iterations", "2", "--batch-size", "10")
        .failedWith(DATA, "load data: expected a PNG, JPEG, GIF or BMP picture", broken.toString());
  }

  private static void writeTable(Path table, DataType type, List<Row> rows) {
    writeTable(
        table, new StructType().add("label", DataTypes.IntegerType).add("features", type), rows);
  }

  private static void writeTable(Path table, StructType schema, List<Row> rows) {
    SparkSession session = SparkSession.builder().getOrCreate();
    try {
      session.createDataFrame(rows, schema).coalesce(2).write().parquet(table.toString());
    } finally {
      session.stop();
    }
  }

  private static double[] vector(int row) {
    byte[] plane = plane(row, row % 5, 5, 10, 4);
    return IntStream.range(0, plane.length).mapToDouble(k -> (plane[k] & 0xFF) / 8.0).toArray();
  }

  private static List<Row> vectors(int first, int rows) {
    return IntStream.range(first, first + rows)
        .mapToObj(
            row -> {
              var dense = Vectors.dense(vector(row));
              return RowFactory.create(row % 5, row % 3 == 0 ? dense.toSparse() : dense);
            })
        .toList();
  }

  @Test
  void aParquetTableOfVectors() throws IOException {
    Path data = place.resolve("vectors");
    writeTable(data.resolve("train"), SQLDataTypes.VectorType(), vectors(0, TRAIN));
    writeTable(data.resolve("test"), SQLDataTypes.VectorType(), vectors(TRAIN, TEST));
    assertLearns(data, TEST, "raw|standardize");
    JsonNode info = Call.of("data", "info", data.toString(), "--json").done().json();
    assertEquals(40, info.get("shape").get("values").asInt());
    assertEquals(5, info.get("classes").asInt());
    refusesViews("train", "--out", place.resolve("views").toString(), "--data", data.toString());
    String model = place.resolve("run0/models/cell-1").toString();
    refusesViews("evaluate", model, "--data", data.toString());
    refusesViews("predict", model, "--data", data.toString(), "--out", place + "/views.csv");
  }

  /** Vectors have no mirror image. */
  private static void refusesViews(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--test-views=six");
    Call.of(all.toArray(String[]::new))
        .failedWith(ExitCode.USAGE, "--test-views: expected none, as rows are vectors");
  }

  /** One table, whose rows a column deals out; the command that is printed at the end is whole. */
  @Test
  void aParquetTableWithASplitColumn() {
    Path data = place.resolve("split");
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < TRAIN + TEST; row++) {
      String part = row % 6 == 0 ? "validation" : "train";
      rows.add(RowFactory.create(row >= TRAIN ? "test" : part, row % 5, vector(row)));
    }
    StructType schema =
        new StructType()
            .add("split", DataTypes.StringType)
            .add("kind", DataTypes.IntegerType)
            .add("x y", DataTypes.createArrayType(DataTypes.DoubleType));
    writeTable(data, schema, rows);
    Path run = place.resolve("run");
    List<String> own = List.of("--data", data.toString(), "--label-column", "kind");
    List<String> train = new ArrayList<>(List.of("train", "--out", run.toString()));
    train.addAll(own);
    train.addAll(List.of("--features-column", "x y", "--validation", "20"));
    train.addAll(List.of("--iterations", "5", "--batch-size", "40"));
    Call trained = Call.of(train.toArray(String[]::new)).done();
    String next = String.join(" ", own) + " --features-column 'x y'";
    assertTrue(trained.out().contains(next), trained.out());
    Call.of("train", "--resume", run.toString()).done();
    Call.of("train", "--resume", run.toString(), "--label-column", "x y")
        .failedWith(USAGE, "label-column: recorded kind, given x y");
  }

  private static List<Row> pictures(int first, int rows) throws IOException {
    List<Row> all = new ArrayList<>();
    for (int row = first; row < first + rows; row++) {
      all.add(RowFactory.create(row % 5, file(picture(row, row % 5, 5, 40, 30), "png")));
    }
    return all;
  }

  @Test
  @Covers({
    "evaluate --image-size",
    "evaluate --label-column",
    "evaluate --features-column",
    "predict --image-size",
    "predict --label-column",
    "predict --features-column"
  })
  void aParquetTableOfImages() throws IOException {
    Path data = place.resolve("pictures");
    writeTable(data.resolve("train"), DataTypes.BinaryType, pictures(0, TRAIN));
    writeTable(data.resolve("test"), DataTypes.BinaryType, pictures(TRAIN, TEST));
    String[] options = {
      "--image-size", "20x15", "--label-column", "label", "--features-column", "features"
    };
    assertLearns(data, TEST, "raw|standardize", options);
    Path run = place.resolve("run0");
    Path page = place.resolve("page");
    Call.of("report", run.toString(), "--out", page.toString()).done();
    call("predict", run.resolve("models/cell-1").toString(), data, options, "--out", page + ".csv")
        .done();
  }
}
