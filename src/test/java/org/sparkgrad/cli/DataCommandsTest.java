package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Lists;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.TinyCifar;

@ExtendWith(LocalMaster.class)
class DataCommandsTest {
  private static final int USAGE = 2;
  private static final int DATA = 3;

  @TempDir Path place;

  private Call synth(String directory, String... options) {
    List<String> all = Lists.newArrayList("data", "synth", place.resolve(directory).toString());
    all.addAll(List.of(options));
    if (!all.contains("--train-rows")) {
      all.addAll(List.of("--train-rows", "3"));
    }
    if (!all.contains("--test-rows")) {
      all.addAll(List.of("--test-rows", "2"));
    }
    return Call.of(all.toArray(String[]::new));
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  @Covers({"data synth --train-rows", "data synth --test-rows", "data synth --json"})
  void synthMakesAsManyRowsAsAsked() throws IOException {
    JsonNode found = synth("set", "--train-rows", "4", "--test-rows", "7", "--json").done().json();
    assertEquals(20, found.get("train_rows").asInt());
    assertEquals(7, found.get("test_rows").asInt());
    assertEquals(4 * 3073, Files.size(place.resolve("set/data_batch_5.bin")));
    assertEquals(7 * 3073, Files.size(place.resolve("set/test_batch.bin")));
  }

  @Test
  @Covers("data synth --seed")
  void synthDrawsFromItsSeed() throws IOException {
    synth("one", "--seed", "5").done();
    synth("again", "--seed", "5").done();
    synth("other", "--seed", "6").done();
    String first = hex(place.resolve("one/data_batch_1.bin"));
    assertEquals(first, hex(place.resolve("again/data_batch_1.bin")));
    assertNotEquals(first, hex(place.resolve("other/data_batch_1.bin")));
  }

  private static String hex(Path file) throws IOException {
    return HexFormat.of().formatHex(Files.readAllBytes(file));
  }

  @Test
  void synthSaysThatItIsNotCifar10() {
    assertTrue(synth("set").done().out().contains("not CIFAR-10"));
    String help = Call.of("data", "synth", "--help").out().replaceAll("\\s+", " ");
    assertTrue(help.contains("not CIFAR-10"), help);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cifar-100:test.bin",
        "idx:t10k-labels-idx1-ubyte",
        "folder:test",
        "parquet:test.parquet"
      })
  @Covers("data synth --layout")
  void synthWritesOtherLayouts(String layoutAndFile) {
    String[] parts = layoutAndFile.split(":");
    Call made = synth("set", "--layout", parts[0], "--json").done();
    assertEquals("synthetic, not CIFAR-10", made.json().get("note").asText());
    assertEquals(15, made.json().get("train_rows").asInt());
    assertTrue(Files.exists(place.resolve("set").resolve(parts[1])));
  }

  @Test
  void synthNamesTheLayoutsThatThereAre() {
    synth("set", "--layout", "mnist")
        .failedWith(
            USAGE,
            "--layout: expected one of cifar-10, cifar-100, idx, folder, parquet, found 'mnist'");
  }

  @Test
  void synthLeavesADirectoryWithFilesAlone() throws IOException {
    Path mine = Files.createDirectories(place.resolve("set")).resolve("mine.txt");
    Files.writeString(mine, "precious");
    synth("set").failedWith(DATA, place.resolve("set").toString());
    assertEquals("precious", Files.readString(mine));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--train-rows=0", "--test-rows=-1", "--train-rows=x", "--seed=1.5"})
  void synthRefusesCountsThatAreNone(String option) {
    Path set = place.resolve("set");
    Call.of("data", "synth", set.toString(), option)
        .failedWith(USAGE, option.substring(0, option.indexOf('=')));
    assertFalse(Files.exists(set));
  }

  /** Other options are not said to be wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"--seed abc", "--seed=abc", "--seed"})
  void synthNamesABadLastWordAlone(String last) {
    Call call = Call.of(("data synth set " + last).split(" ")).failedWith(USAGE, "--seed");
    assertEquals(1, call.err().lines().count(), call.err());
  }

  @Test
  void synthReportsAllProblemsTogether() {
    synth("set", "--train-rows", "0", "--test-rows", "0")
        .failedWith(USAGE, "--train-rows", "--test-rows");
  }

  @Test
  @Covers("data info --json")
  void infoDescribesASet() throws IOException, GeneralSecurityException {
    Path set = TinyRun.data(place.resolve("tiny"));
    JsonNode found = Call.of("data", "info", set.toString(), "--json").done().json();
    assertEquals(60, found.get("train_rows").asInt());
    assertEquals(20, found.get("test_rows").asInt());
    assertEquals(2, found.get("test_class_counts").get("ant").asInt());
    assertEquals(expectedCount(3), found.get("train_class_counts").get("doe").asInt());
    String expected = sha256(Files.readAllBytes(set.resolve("data_batch_2.bin")));
    assertEquals(expected, found.get("file_sha256").get("data_batch_2.bin").asText());
  }

  private static int expectedCount(int label) {
    int count = 0;
    for (int file = 1; file <= 5; file++) {
      for (int row = 0; row < 12; row++) {
        count += TinyCifar.label(file, row) == label ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void infoTellsChannelMeans() {
    Path set = TinyRun.data(place.resolve("tiny"));
    JsonNode means =
        Call.of("data", "info", set.toString(), "--json").done().json().get("train_channel_means");
    long[] sums = new long[3];
    for (int file = 1; file <= 5; file++) {
      byte[] records = TinyCifar.records(file, 12);
      for (int at = 0; at < records.length; at++) {
        int k = at % 3073 - 1;
        if (k >= 0) {
          sums[k / 1024] += records[at] & 0xFF;
        }
      }
    }
    assertEquals(sums[0] / (60 * 1024.0), means.get("red").asDouble(), 1e-9);
    assertEquals(sums[1] / (60 * 1024.0), means.get("green").asDouble(), 1e-9);
    assertEquals(sums[2] / (60 * 1024.0), means.get("blue").asDouble(), 1e-9);
  }

  @Test
  void infoTellsTheDigestOfTheWholeAsSha256sumWould() throws IOException, GeneralSecurityException {
    Path set = TinyRun.data(place.resolve("tiny"));
    StringBuilder lines = new StringBuilder();
    List<String> names = Lists.newArrayList(TinyCifar.TRAIN_FILES);
    names.add(TinyCifar.TEST_FILE);
    for (String name : names) {
      lines.append(sha256(Files.readAllBytes(set.resolve(name)))).append("  ").append(name);
      lines.append('\n');
    }
    JsonNode found = Call.of("data", "info", set.toString(), "--json").done().json();
    byte[] text = lines.toString().getBytes(StandardCharsets.UTF_8);
    assertEquals(sha256(text), found.get("data_sha256").asText());
  }

  @Test
  void infoSaysWhatItFoundAndWhy() {
    Path set = TinyRun.data(place.resolve("tiny"));
    JsonNode found = Call.of("data", "info", set.toString(), "--json").done().json();
    assertEquals("CIFAR-10 binary files", found.get("kind").asText());
    assertTrue(found.get("found").get(0).asText().contains("data_batch_1.bin"));
    assertEquals(32, found.get("shape").get("width").asInt());
    assertEquals(10, found.get("classes").asInt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data info DATA",
        "train --data DATA",
        "grid --data DATA",
        "features --features raw --data DATA --out OUT",
        "gradcheck --data DATA",
        "bench --data DATA"
      })
  @Covers({
    "data info --labels",
    "data info --image-size",
    "data info --label-column",
    "data info --features-column",
    "train --labels",
    "train --image-size",
    "train --label-column",
    "train --features-column",
    "grid --labels",
    "grid --image-size",
    "grid --label-column",
    "grid --features-column",
    "features --labels",
    "features --image-size",
    "features --label-column",
    "features --features-column",
    "gradcheck --labels",
    "gradcheck --image-size",
    "gradcheck --label-column",
    "gradcheck --features-column",
    "bench --labels",
    "bench --image-size",
    "bench --label-column",
    "bench --features-column"
  })
  void aChoiceThatTheDataDoNotHaveIsRefused(String call) {
    Path set = TinyRun.data(place.resolve("tiny"));
    String paths =
        call.replace("DATA", set.toString()).replace("OUT", place.resolve("out").toString());
    String found = ", found CIFAR-10 binary files at " + set;
    Call.of(
            (paths + " --labels coarse --image-size 28x28 --label-column a --features-column b")
                .split(" "))
        .failedWith(
            USAGE,
            "--labels: expected only with CIFAR-100 binary files" + found,
            "--image-size: expected only with images in folders or Parquet tables" + found,
            "--label-column: expected only with Parquet tables" + found,
            "--features-column: expected only with Parquet tables" + found);
    Call.of((paths + " --labels rough --image-size 28").split(" "))
        .failedWith(
            USAGE,
            "--labels: expected one of fine, coarse, found 'rough'",
            "--image-size: expected height, width and perhaps channels, such as 32x32 or 28x28x1,"
                + " found '28'");
    Call.of((paths + " --image-size 28x28x2").split(" "))
        .failedWith(USAGE, "--image-size: expected 1 or 3 channels, found 2 x 28 x 28");
  }

  @Test
  void infoPrintsATableForPeople() {
    Path set = TinyRun.data(place.resolve("tiny"));
    String table = Call.of("data", "info", set.toString()).done().out();
    assertTrue(table.lines().anyMatch(line -> line.matches("train_rows +60 *")), table);
  }

  @Test
  @Covers({"data fetch --archive", "data fetch --json"})
  void fetchRefusesACorruptArchiveAndLeavesNothing() throws IOException {
    Path archive = Files.writeString(place.resolve("cifar.tar.gz"), "no archive");
    Path target = place.resolve("cifar");
    Call.of("data", "fetch", target.toString(), "--archive", archive.toString(), "--json")
        .failedWith(DATA, archive.toString(), "c32a1d4ab5d03f1284b67883e8d87530");
    assertFalse(Files.exists(target));
  }

  @Test
  @Covers("data fetch --kind")
  void fetchTakesTheSetsThatArePublished() throws IOException {
    Path target = place.resolve("data");
    Path archive = Files.writeString(place.resolve("a.tar.gz"), "none");
    String[] call = {"data", "fetch", target.toString(), "--archive", archive.toString(), "--kind"};
    Call.of(Stream.concat(Stream.of(call), Stream.of("cifar-100")).toArray(String[]::new))
        .failedWith(
            ExitCode.DATA,
            "fetch CIFAR-100 from ",
            "expected an archive with MD5 03b5dce01913d631647c71ecec9e9cb8");
    Call.of(Stream.concat(Stream.of(call), Stream.of("mnist")).toArray(String[]::new))
        .failedWith(ExitCode.USAGE, "--kind: expected one of cifar-10, cifar-100, found 'mnist'");
  }

  @Test
  void fetchRefusesAnArchiveThatIsNotThere() {
    Path target = place.resolve("cifar");
    Call.of("data", "fetch", target.toString(), "--archive", place.resolve("none").toString())
        .failedWith(DATA, "none");
    assertFalse(Files.exists(target));
  }
}
