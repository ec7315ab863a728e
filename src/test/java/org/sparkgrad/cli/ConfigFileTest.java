package org.sparkgrad.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest extends OnTinyData {
  private static final int USAGE = 2;

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
    call("train", "--config", file).failedWith(USAGE, file + ":1: momentum: expected only with");
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
            file + ":3: l2: expected a number of at least 0, found '-1'");
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
        .failedWith(
            USAGE, "my.properties:1: " + line.substring(0, line.indexOf(' ')) + ": expected");
    assertFalse(Files.exists(out));
  }

  @Test
  void refusesAFileThatIsNotThere() {
    call("train", "--config", place.resolve("nowhere.properties").toString())
        .failedWith(USAGE, "--config: expected a readable properties file", "nowhere.properties");
  }

  private String bytes(byte[] bytes) throws IOException {
    return Files.write(place.resolve("my.properties"), bytes).toString();
  }

  @Test
  void refusesADirectory() {
    call("train", "--config", place.toString())
        .failedWith(
            USAGE, "--config: expected a readable properties file, found a directory: " + place);
  }

  @Test
  void refusesEscapesThatAreNone() throws IOException {
    String file = config("# mine", "l2 = \\uZZZZ");
    call("train", "--config", file)
        .failedWith(USAGE, file + ":2: expected four hexadecimal digits after \\u, found 'l2 =");
  }

  @Test
  void understandsAByteOrderMarkAndWindowsLines() throws IOException {
    String file = bytes("\uFEFFbatch-size = 10\r\niterations = 1\r\n".getBytes(UTF_8));
    JsonNode cell = call("train", "--json", "--config", file).done().firstCell();
    assertEquals(10, cell.get("batch_size").asInt());
  }

  @Test
  void understandsAFlagWithoutAValue() throws IOException {
    String file = config("json", "batch-size = 10", "iterations = 1");
    assertEquals(1, call("train", "--config", file).done().json().get("cells").size());
  }

  @Test
  void understandsValuesThatGoOnInTheNextLine() throws IOException {
    String file = config("batch-size = 1\\", "  0", "iterations = 1", "json = true");
    assertEquals(10, call("train", "--config", file).done().firstCell().get("batch_size").asInt());
  }

  @Test
  void refusesAKeyThatIsGivenTwice() throws IOException {
    String file = config("seed = 1", "", "l2 = 0", "seed = 1");
    call("train", "--config", file)
        .failedWith(USAGE, file + ":4: seed: expected once, found again after line 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"learning-rate = 0.01 # fast", "features = raw # all", "out = x\t# y"})
  void refusesAValueWithACommentAfterIt(String line) throws IOException {
    String key = line.substring(0, line.indexOf(' '));
    call("train", "--config", config("# mine", line))
        .failedWith(
            USAGE,
            "my.properties:2: " + key + ": expected a value alone, found '",
            "'; a comment stands on a line of its own");
  }

  @Test
  void refusesOtherEncodings() throws IOException {
    String latin = bytes("# f\u00FCr mich\nl2 = 0".getBytes(StandardCharsets.ISO_8859_1));
    call("train", "--config", latin)
        .failedWith(USAGE, latin + ":1: expected a properties file in UTF-8, found the byte 0xFC");
    String wide = bytes("l2 = 0".getBytes(StandardCharsets.UTF_16));
    call("train", "--config", wide)
        .failedWith(USAGE, wide + ":1: expected a properties file in UTF-8, found the byte 0xFE");
    String binary = bytes("l2 = 0\nl1 = 0\0".getBytes(UTF_8));
    call("train", "--config", binary)
        .failedWith(USAGE, binary + ":2: expected a properties file in UTF-8, found the byte 0x00");
  }

  @Test
  void refusesWhatIsNoPropertiesFileLineByLine() throws IOException {
    String file = config("{", "  \"learning-rate\": 0.01", "}");
    call("train", "--config", file)
        .failedWith(
            USAGE,
            file + ":1: unknown key '{'",
            file + ":2: unknown key '\"learning-rate\"'",
            file + ":3: unknown key '}'");
  }

  @Test
  void namesFileAndLineOfWhatDoesNotFitTheData() throws IOException {
    String file = config("# mine", "batch-size = 61", "epochs = 1");
    call("train", "--config", file)
        .failedWith(USAGE, file + ":2: batch-size: expected at most the 60 rows");
    call("train", "--config", file, "--batch-size", "62")
        .failedWith(USAGE, "--batch-size: expected at most the 60 rows");
  }

  /** Whoever finds it, and whatever the exit code. */
  @ParameterizedTest
  @CsvSource({
    "labels = coarse, 2, labels: expected only with CIFAR-100 binary files",
    "image-size = 16x16, 2, image-size: expected only with images in folders",
    "data = nosuch://x, 3, data: expected a Hadoop file-system URI",
  })
  void namesFileAndLineOfWhatTheDataDecide(String line, int code, String problem)
      throws IOException {
    String file = config("# mine", "batch-size = 10", line);
    List<String> words = new ArrayList<>(List.of("train", "--config", file, "--out", "" + out));
    if (!line.startsWith("data")) {
      words.addAll(List.of("--data", data.toString()));
    }
    Call.of(words.toArray(String[]::new)).failedWith(code, file + ":3: " + problem);
  }

  @Test
  void namesFileAndLineOfOptionsThatExcludeEachOther() throws IOException {
    String file = config("epochs = 1", "iterations = 1");
    call("train", "--config", file)
        .failedWith(USAGE, file + ":1: epochs and iterations: expected one of them, found both");
  }

  @ParameterizedTest
  @ValueSource(strings = {"partitions = 1_0", "partitions = \u0661", "curve-interval = 0x1"})
  void refusesNumbersThatAreNoPlainDecimals(String line) throws IOException {
    call("train", "--config", config(line))
        .failedWith(
            USAGE,
            "my.properties:1: "
                + line.substring(0, line.indexOf(' '))
                + ": expected a whole number");
  }

  /** What someone else's file asks for must not come back as the name of a file or a host. */
  @ParameterizedTest
  @ValueSource(strings = {"${env:PATH}", "${sys:user.home}", "${PATH}", "${", "${a:-${", "$${x}"})
  void looksUpNoVariables(String value) throws IOException {
    String file = config("learning-rate = " + value);
    call("train", "--config", file)
        .failedWith(USAGE, "learning-rate: expected a number above 0, found '" + value + "'");
  }

  @Test
  void showsControlCharactersWithoutSendingThemToTheTerminal() throws IOException {
    String file = config("learning-rate = \\u001B[31mred\\u009B", "\\u0007 = 1");
    Call call = call("train", "--config", file);
    call.failedWith(USAGE, "found '\\u001B[31mred\\u009B'", "unknown key '\\u0007'");
    assertFalse(call.err().contains("\u001B"), call.err());
  }
}
