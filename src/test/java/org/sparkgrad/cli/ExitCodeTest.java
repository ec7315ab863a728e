package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.FailingFileSystem;
import org.sparkgrad.TinyCifar;

/** Exit codes other than 2, which is for wrong usage. */
@ExtendWith(LocalMaster.class)
class ExitCodeTest {
  private static final int ERROR = 1;
  private static final int DATA = 3;
  private static final int CELLS_FAILED = 4;

  @TempDir Path place;
  private Path data;
  private Path out;

  @BeforeEach
  void writeData() {
    data = TinyRun.data(place.resolve("tiny"));
    out = place.resolve("run");
  }

  private void assertBadData(String... parts) {
    for (String command : new String[] {"train", "grid"}) {
      TinyRun.json(command, data, out).failedWith(DATA, parts);
      assertFalse(Files.exists(out));
    }
    Call.of("data", "info", data.toString(), "--json").failedWith(DATA, parts);
  }

  private void write(String file, byte[] bytes) throws IOException {
    Files.write(data.resolve(file), bytes);
  }

  private Call evaluate(Path model) {
    return Call.of("evaluate", model.toString(), "--data", data.toString(), "--json");
  }

  @Test
  void isThreeWhereThereIsNoDirectory() {
    data = place.resolve("nowhere");
    assertBadData("expected a directory", "found nothing", data.toString());
  }

  @Test
  void isThreeWhereTheDirectoryIsAFile() throws IOException {
    data = Files.writeString(place.resolve("file"), "text");
    assertBadData("expected a directory", "found a file", data.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"data_batch_3.bin", "test_batch.bin", "batches.meta.txt"})
  void isThreeWhereAFileIsMissing(String file) throws IOException {
    Files.delete(data.resolve(file));
    assertBadData(file, "found nothing");
  }

  @Test
  void isThreeWhereAFileIsTruncated() throws IOException {
    write("data_batch_2.bin", Arrays.copyOf(TinyCifar.records(2, 2), 5000));
    assertBadData("data_batch_2.bin", "5000", "3073");
  }

  @Test
  void isThreeWhereAFileIsEmpty() throws IOException {
    write("test_batch.bin", new byte[0]);
    assertBadData("test_batch.bin", "found 0 bytes");
  }

  @Test
  void isThreeWhereALabelIsNoneAndNamesFileAndRecord() throws IOException {
    byte[] records = TinyCifar.records(4, 12);
    records[7 * TinyCifar.RECORD] = 10;
    write("data_batch_4.bin", records);
    assertBadData("expected a label from 0 to 9", "found 10", "record 7", "data_batch_4.bin");
  }

  @Test
  void isThreeWhereALabelOfTheTestSetIsAbove127() throws IOException {
    byte[] records = TinyCifar.records(6, 20);
    records[0] = (byte) 255;
    write("test_batch.bin", records);
    assertBadData("expected a label from 0 to 9", "found 255", "record 0", "test_batch.bin");
  }

  @Test
  void isThreeForAllThatIsWrongTogether() throws IOException {
    Files.delete(data.resolve("data_batch_1.bin"));
    write("test_batch.bin", new byte[17]);
    write("batches.meta.txt", new byte[] {'x'});
    assertBadData("data_batch_1.bin", "test_batch.bin", "batches.meta.txt");
  }

  @Test
  void isThreeWhereThereIsNoModel() {
    evaluate(place.resolve("no-model")).failedWith(DATA, "read model", "no-model");
  }

  @Test
  void isThreeWhereAModelDoesNotFit() throws IOException {
    TinyRun.json("train", data, out).done();
    Path model = out.resolve("models/cell-1");
    Path description = model.resolve("model.json");
    String text = Files.readString(description);
    Files.writeString(description, text.replace("3072", "144"));
    evaluate(model).failedWith(DATA, "features: expected 3072, found 144", model.toString());
  }

  @Test
  void isThreeWhereAModelIsDamaged() throws IOException {
    TinyRun.json("train", data, out).done();
    Path weights = out.resolve("models/cell-1/weights.npy");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[5000] ^= 1;
    Files.write(weights, bytes);
    evaluate(out.resolve("models/cell-1")).failedWith(DATA, "weights.npy");
  }

  @Test
  void isFourWhereAllCellsDiverge() {
    Call call = TinyRun.json("grid", data, out, "--learning-rate", "1e39,1e40");
    assertEquals(CELLS_FAILED, call.code());
    assertTrue(call.json().get("best").isNull());
    assertEquals(2, call.json().get("cells").size());
    JsonNode cell = call.firstCell();
    assertEquals("diverged", cell.get("status").asText());
    assertEquals("diverged", cell.get("stop_reason").asText());
    assertTrue(cell.get("train_loss").isNull());
    assertTrue(Files.exists(out.resolve("results")));
  }

  @Test
  void isFourWhereTheOnlyModelDiverges() {
    Call call = TinyRun.json("train", data, out, "--learning-rate", "1e39");
    assertEquals(CELLS_FAILED, call.code());
    assertFalse(Files.exists(out.resolve("models/cell-1")));
  }

  @Test
  void isNoneWhereSomeCellsDiverge() {
    Call call = TinyRun.json("grid", data, out, "--learning-rate", "1e39,0.01").done();
    assertEquals("cell-2", call.json().get("best").asText());
    assertEquals("diverged", call.firstCell().get("status").asText());
    assertEquals("ok", call.json().get("cells").get(1).get("status").asText());
  }

  @Test
  void isFourWhereACellFailsAndTheOthersFinish() {
    FailingFileSystem.install(new Configuration(false));
    FailingFileSystem.fail("models/.cell-1", () -> new IOException("the disk is broken"));
    Path failing = Path.of("failing:" + out);
    Call call =
        LocalMaster.with(
            "spark.hadoop.fs.failing.impl",
            FailingFileSystem.class.getName(),
            () -> TinyRun.json("grid", data, failing, "--l2", "0.1,0.2"));
    assertEquals(CELLS_FAILED, call.code(), call.err());
    assertEquals("failed", call.firstCell().get("status").asText());
    assertTrue(call.firstCell().get("error").asText().contains("the disk is broken"));
    assertEquals("ok", call.json().get("cells").get(1).get("status").asText());
    assertEquals("cell-2", call.json().get("best").asText());
    assertEquals("final", call.json().get("cells").get(2).get("cell").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://127.0.0.1:1", "spark://127.0.0.1:1,127.0.0.1:2"})
  void isOneWhereTheMasterCannotBeReached(String master) {
    Call call = LocalMaster.with("spark.master", master, () -> TinyRun.json("train", data, out));
    call.failedWith(ERROR, "start Spark: expected a standalone master", master);
    assertFalse(Files.exists(out));
  }

  /** Spark itself would end the program without a word. */
  @Test
  void isOneWhereSparksOwnDirectoryCannotBeWritten() {
    Call call =
        LocalMaster.with("spark.local.dir", "/proc/none", () -> TinyRun.json("train", data, out));
    call.failedWith(
        ERROR,
        "start Spark: expected a directory for temporary files that can be written, found spark.local.dir=/proc/none: ");
    assertFalse(Files.exists(out));
  }

  /** Spark's message may be no more than the name. */
  @ParameterizedTest
  @CsvSource({
    "spark.serializer, no.such.Class, ClassNotFoundException: no.such.Class",
    "spark.archives, /nope.zip, NoSuchFileException: /nope.zip",
    "spark.files, /nope, File file:/nope does not exist",
    "spark.task.cpus, 9, 'SparkException: The number of cores per executor (=2) has to be'"
  })
  void isOneWhereSparkCannotUseASetting(String key, String value, String reason) {
    Call call = LocalMaster.with(key, value, () -> TinyRun.json("train", data, out));
    call.failedWith(ERROR, "start Spark: " + reason);
    assertFalse(Files.exists(out));
  }

  @Test
  void showsAStackTraceWithVerboseWhateverTheCode() {
    data = place.resolve("nowhere");
    Call badData = TinyRun.json("train", data, out, "--verbose");
    assertEquals(DATA, badData.code());
    assertTrue(badData.err().contains("\tat org.sparkgrad."), badData.err());
  }

  @Test
  void showsAStackTraceOfAMissingMasterWithVerbose() {
    Call call =
        LocalMaster.with(
            "spark.master",
            "spark://127.0.0.1:1",
            () -> TinyRun.json("train", data, out, "--verbose"));
    assertEquals(ERROR, call.code());
    assertTrue(call.err().contains("\tat org.sparkgrad."), call.err());
  }
}
