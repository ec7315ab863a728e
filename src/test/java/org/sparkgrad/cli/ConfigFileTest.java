package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LocalMaster.class)
class ConfigFileTest {
  private static final int USAGE = 2;

  @TempDir static Path shared;
  private static Path data;

  @TempDir Path place;
  private Path out;

  @BeforeAll
  static void writeData() {
    data = TinyRun.data(shared.resolve("tiny"));
  }

  @BeforeEach
  void chooseOut() {
    out = place.resolve("run");
  }

  private String config(String... lines) throws IOException {
    return Files.write(place.resolve("my.properties"), List.of(lines)).toString();
  }

  private Call call(String command, String... options) {
    return TinyRun.bare(command, data, out, options);
  }

  private static List<String> values(JsonNode document, String column) {
    return StreamSupport.stream(document.get("cells").spliterator(), false)
        .map(cell -> cell.get(column).asText())
        .toList();
  }

  @Test
  @Covers("train --config")
  void givesValuesToOptions() throws IOException {
    String file =
        config("# mine", "learning-rate = 0.03", "batch-size: 10", "iterations 2", "json=true");
    JsonNode cell = call("train", "--config", file).done().firstCell();
    assertEquals(0.03, cell.get("learning_rate").asDouble());
    assertEquals(10, cell.get("batch_size").asInt());
    assertEquals(2, cell.get("iterations_run").asInt());
  }

  @Test
  void yieldsToTheCommandLine() throws IOException {
    String file = config("learning-rate = 0.03", "batch-size = 10", "iterations = 2");
    JsonNode cell =
        call("train", "--json", "--iterations", "1", "--config", file, "--learning-rate", "0.5")
            .done()
            .firstCell();
    assertEquals(0.5, cell.get("learning_rate").asDouble());
    assertEquals(10, cell.get("batch_size").asInt());
    assertEquals(1, cell.get("iterations_run").asInt());
  }

  /** Momentum is nothing that Adam could read. */
  @Test
  void yieldsToARuleOfTheCommandLineThatReadsOtherOptions() throws IOException {
    String file = config("momentum = 0.9", "batch-size = 10", "iterations = 1");
    JsonNode cell =
        call("train", "--json", "--config", file, "--update-rule", "adam").done().firstCell();
    assertEquals("adam", cell.get("update_rule").asText());
    assertTrue(cell.get("momentum").isNull());
  }

  @Test
  void mustNotGiveWhatItsOwnRuleDoesNotRead() throws IOException {
    String file = config("momentum = 0.9", "update-rule = adam");
    call("train", "--config", file).failedWith(USAGE, "--momentum: expected only with");
  }

  @Test
  @Covers("grid --config")
  void givesListsToAGrid() throws IOException {
    String file =
        config(
            "learning-rate = 0.01, 0.02",
            "l2 = 0.1,0.2",
            "batch-size = 10",
            "iterations = 1",
            "validation = 20");
    JsonNode document = call("grid", "--json", "--config", file).done().json();
    assertEquals(
        List.of("0.01", "0.01", "0.02", "0.02"), values(document, "learning_rate").subList(0, 4));
    assertEquals(List.of("0.1", "0.2", "0.1", "0.2"), values(document, "l2").subList(0, 4));
  }

  @Test
  void givesValuesToFlags() throws IOException {
    String file = config("test-cells = true", "batch-size = 10", "iterations = 1");
    Call call = call("grid", "--json", "--validation", "20", "--config", file).done();
    assertFalse(call.firstCell().get("test_accuracy").isNull());
  }

  @Test
  void leavesFlagsOffThatItTurnsOff() throws IOException {
    String file = config("test-cells = false", "batch-size = 10", "iterations = 1");
    Call call = call("grid", "--json", "--validation", "20", "--config", file).done();
    assertTrue(call.firstCell().get("test_accuracy").isNull());
  }

  @Test
  void doesNotTurnAFlagOffThatTheCommandLineTurnsOnToo() throws IOException {
    String file = config("json = true", "test-cells = true", "batch-size = 10", "iterations = 1");
    Call call =
        call("grid", "--json", "--test-cells", "--validation", "20", "--config", file).done();
    assertFalse(call.firstCell().get("test_accuracy").isNull());
  }

  @Test
  void givesTheDataAndTheRunDirectory() throws IOException {
    String file = config("data = " + data, "out = " + out, "batch-size = 10", "iterations = 1");
    Call.of("train", "--config", file).done();
    assertTrue(Files.exists(out.resolve("manifest.json")));
  }

  @Test
  void canAskForStackTraces() throws IOException {
    Call call = call("train", "--config", config("verbose = true", "l2 = -1"));
    assertEquals(USAGE, call.code());
    assertTrue(call.err().contains("\tat org.sparkgrad."), call.err());
  }

  @Test
  void refusesUnknownKeysAllTogether() throws IOException {
    String file = config("learning_rate = 0.1", "Speed = 3", "l2 = -1");
    call("train", "--config", file)
        .failedWith(
            USAGE,
            "unknown key 'learning_rate', found with value '0.1'",
            "unknown key 'Speed', found with value '3'",
            file,
            "--l2: expected a number of at least 0, found '-1'");
    assertFalse(Files.exists(out));
  }

  @Test
  void refusesKeysOfOtherCommands() throws IOException {
    call("train", "--config", config("parallelism = 2"))
        .failedWith(USAGE, "unknown key 'parallelism'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config", "help"})
  void refusesKeysThatMakeNoSenseInAFile(String key) throws IOException {
    call("train", "--config", config(key + " = x")).failedWith(USAGE, "unknown key '" + key + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"partitions = abc", "learning-rate = NaN", "batch-size =", "seed = 1.5"})
  void refusesBadValues(String line) throws IOException {
    call("train", "--config", config(line))
        .failedWith(USAGE, "--" + line.substring(0, line.indexOf(' ')));
    assertFalse(Files.exists(out));
  }

  @Test
  void refusesAFileThatIsNotThere() {
    call("train", "--config", place.resolve("nowhere.properties").toString())
        .failedWith(USAGE, "--config: expected a readable properties file", "nowhere.properties");
  }

  @Test
  void refusesAFileThatIsNoProperties() throws IOException {
    call("train", "--config", config("l2 = \\uZZZZ"))
        .failedWith(USAGE, "--config: expected a readable properties file");
  }
}
