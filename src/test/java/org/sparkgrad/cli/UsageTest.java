package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.TinyCifar;

/** Exit code 2: calls that make no sense end before Spark starts and before anything is written. */
class UsageTest {
  private static final int USAGE = 2;
  private static final int TRAIN_ROWS = 60;

  @TempDir static Path shared;
  private static Path data;

  @TempDir Path place;
  private Path out;

  @BeforeEach
  void chooseOut() {
    if (data == null) {
      data = TinyCifar.write(shared.resolve("tiny"), TRAIN_ROWS / 5, 10);
    }
    out = place.resolve("run");
  }

  private Call call(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--data", data.toString(), "--out", out.toString()));
    arguments.addAll(List.of(options));
    return Call.of(arguments.toArray(String[]::new));
  }

  private void assertRefused(Call call, String... parts) {
    call.failedWith(USAGE, parts);
    assertTrue(call.err().startsWith("sparkgrad: "), call.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void refusesNoCommandAndNamesAll() {
    Call.of().failedWith(USAGE, "expected a command", "data", "train", "grid", "evaluate");
  }

  @Test
  void refusesNoCommandOfData() {
    Call.of("data").failedWith(USAGE, "expected a command", "fetch", "synth", "info");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tarin",
        "data nonsense",
        "data fetch",
        "data synth",
        "data info",
        "evaluate",
        "predict m"
      })
  void refusesUnknownCommandsAndMissingArguments(String words) {
    Call.of(words.split(" ")).failedWith(USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "grid"})
  void refusesAnUnknownOption(String command) {
    assertRefused(call(command, "--learning-speed", "3"), "--learning-speed");
  }

  @Test
  void refusesAnUnknownOptionOfEvaluate() {
    Call.of("evaluate", "m", "--learning-rate", "3").failedWith(USAGE, "--learning-rate");
  }

  @Test
  void refusesAStrayArgument() {
    assertRefused(call("train", "stray"), "stray");
  }

  @Test
  void refusesAnOptionWithoutItsValue() {
    assertRefused(
        call("train", "--learning-rate"),
        "sparkgrad: --learning-rate: expected VALUE after it, found nothing");
    assertRefused(call("train", "--config"), "--config: expected FILE after it, found nothing");
  }

  @Test
  void refusesAnOptionGivenTwice() {
    String message = "sparkgrad: --l2: expected once, found more than once";
    assertRefused(call("train", "--l2", "1", "--l2", "2"), message);
    assertRefused(call("train", "--quiet", "--quiet"), "--quiet: expected once");
  }

  /** Some programs read more words from such a file; its content is nobody's business. */
  @Test
  void takesAWordThatBeginsWithAnAtForANameLikeAnyOther() throws Exception {
    Path file = Files.writeString(out.resolveSibling("words"), "secret words");
    Call call = call("train", "--learning-rate", "@" + file);
    assertRefused(call, "--learning-rate: expected a number above 0, found '@" + file + "'");
    assertFalse(call.err().contains("secret"), call.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "abc", "Infinity", "", " "})
  void refusesLearningRatesThatAreNotPositiveNumbers(String rate) {
    String expected = "--learning-rate: expected a number above 0, found '" + rate + "'";
    assertRefused(call("train", "--learning-rate=" + rate), expected);
    assertRefused(call("grid", "--learning-rate=0.1," + rate), expected);
  }

  @ParameterizedTest
  @CsvSource({
    "--loss, l2, 'one of softmax, hinge, squared-hinge, one-vs-rest-squared-hinge'",
    "--margin, 0, a number above 0",
    "--margin, NaN, a number above 0",
    "--l1-method, sign, 'one of proximal, subgradient'",
    "--max-norm, -1, a number of at least 0",
    "--max-norm, Infinity, a number of at least 0"
  })
  void refusesWhatIsNoLossOrPenalty(String option, String value, String expected) {
    String message = "%s: expected %s, found '%s'".formatted(option, expected, value);
    assertRefused(call("train", option, value), message);
    assertRefused(call("grid", option, value), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "grid"})
  void refusesABatchSizeOfZero(String command) {
    assertRefused(
        call(command, "--batch-size", "0"),
        "--batch-size: expected a whole number of at least 1, found '0'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "grid"})
  void refusesFlipsAndCropsThatAreNone(String command) {
    assertRefused(
        call(command, "--flip", "maybe", "--crop", "-1", "--features", "raw|blur"),
        "--flip: expected one of none, random, alternating (true: random, false: none), found 'maybe'",
        "--crop: expected a whole number of at least 0, found '-1'",
        "--features: expected one of unit, center, standardize, standardize-channels, pca, zca, found 'blur'");
  }

  @Test
  void refusesCropsOfImagesWhoseFeaturesAreComputedOnce() {
    assertRefused(
        call("train", "--features", "hog|center", "--crop", "4", "--batch-size", "61"),
        "--crop: expected 0 with features that are computed once (hog|center), found 4",
        "--batch-size: expected at most the 60 rows");
    assertRefused(
        call("grid", "--features", "raw,hog(cell=4,block=2)", "--crop", "0,2"),
        "(hog(cell=4,block=2)), found 2");
  }

  @Test
  void refusesFlipsOfImagesWhoseMirrorImagesAreAdded() {
    assertRefused(
        call("train", "--features", "patches(mirrors=true)", "--flip", "random", "--crop", "3"),
        "--crop: expected 0 with features that are computed once (patches(mirrors=true)), found 3",
        "--flip: expected none with features that are those of the mirror image too"
            + " (patches(mirrors=true)), found random");
  }

  @Test
  void refusesPatchesLargerThanImages() {
    assertRefused(
        call("train", "--features", "hog+patches(size=40)"),
        "--features: patches: expected a size of 1 to the 32 pixels of an image's side, found 40"
            + " at character 5 of 'hog+patches(size=40)'");
  }

  @Test
  void refusesFeaturesPointingAtTheMistake() {
    assertRefused(
        call("grid", "--features", "raw,hog(cell=4,blok=2)|center"),
        "--features: expected one of cell, block,",
        "found 'blok' at character 12 of 'hog(cell=4,blok=2)|center'");
  }

  @ParameterizedTest
  @CsvSource({"61, 0, 60", "41, 20, 40"})
  void refusesABatchAboveTheTrainingPart(String batch, String validation, String rows) {
    assertRefused(
        call("train", "--batch-size", batch, "--validation", validation),
        "--batch-size: expected at most the " + rows + " rows",
        "found " + batch);
  }

  @Test
  void acceptsABatchOfNoMoreThanTheTrainingPartInEveryCell() {
    assertRefused(
        call("grid", "--batch-size", "10,50", "--validation", "20,0"),
        "--batch-size: expected at most the 40 rows",
        "found 50");
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "5000"})
  void refusesAValidationPartThatLeavesNothingToTrainOn(String validation) {
    assertRefused(
        call("grid", "--validation", validation),
        "--validation: expected fewer than the 60 training rows, found " + validation);
  }

  @Test
  void refusesPatienceWithoutAValidationPart() {
    assertRefused(
        call("train", "--patience", "3", "--curve-interval", "-1"),
        "--validation: expected at least 1 row to stop by where --patience is above 0, found 0",
        "--curve-interval: expected a whole number of at least 0, found -1");
    assertRefused(
        call("grid", "--patience", "0,3", "--validation", "0,20"),
        "--validation: expected at least 1 row to stop by where --patience is above 0, found 0");
    assertRefused(
        call("grid", "--patience", "-1", "--patience-interval", "0", "--gradient-norm", "-1"),
        "--patience: expected a whole number of at least 0, found '-1'",
        "--patience-interval: expected a whole number of at least 1, found '0'",
        "--gradient-norm: expected a number of at least 0, found '-1'");
  }

  @Test
  void refusesNearestMeansWithoutABias() {
    assertRefused(
        call("grid", "--model", "linear,nearest-mean", "--bias", "true,false"),
        "--bias: expected true where --model is nearest-mean, found false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "0.1,,0.2", "0.1,", ",0.1"})
  void refusesEmptyPlacesInACommaList(String list) {
    assertRefused(
        call("grid", "--learning-rate=" + list),
        "--learning-rate: expected a number above 0, found ''");
  }

  @Test
  void refusesACommaListWhereOneModelIsTrained() {
    assertRefused(call("train", "--learning-rate", "0.1,0.2"), "--learning-rate", "'0.1,0.2'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "grid"})
  void refusesEpochsAndIterationsTogether(String command) {
    assertRefused(
        call(command, "--epochs", "1", "--iterations", "1"),
        "--epochs and --iterations: expected one of them, found both");
  }

  @ParameterizedTest
  @CsvSource({
    "train, --partitions, 0",
    "train, --partitions, abc",
    "train, --curve-interval, -1",
    "train, --checkpoint-interval, -1",
    "grid, --checkpoint-interval, x",
    "grid, --curve-interval, x",
    "grid, --parallelism, 0",
    "grid, --parallelism, 1.5",
    "train, --curve-epochs, 0",
    "train, --curve-epochs, -0.5",
    "grid, --curve-epochs, 0.5 epochs",
    "grid, --halving, 1",
    "grid, --halving, x",
    "grid, --rungs, 1",
    "grid, --rungs, x"
  })
  void refusesCountsThatAreNone(String command, String option, String value) {
    assertRefused(call(command, option, value), option, value);
  }

  @Test
  void refusesHalvingWithoutAValidationPart() {
    assertRefused(
        call("grid", "--batch-size", "10", "--halving", "2", "--validation", "20,0"),
        "--validation: expected at least 1 row, by which cells are chosen, found 0");
    assertRefused(
        call("grid", "--batch-size", "10", "--halving", "2", "--validation", "0"),
        "--validation: expected at least 1 row, by which cells are chosen, found 0");
  }

  @Test
  void refusesSeveralCellsOfWhichOneHasNoValidationPart() {
    assertRefused(
        call("grid", "--batch-size", "10", "--l2", "0,1", "--validation", "0"),
        "--validation: expected at least 1 row, by which cells are chosen, found 0");
    assertRefused(
        call("grid", "--batch-size", "10", "--validation", "20,0", "--no-final-model"),
        "--validation: expected at least 1 row, by which cells are chosen, found 0");
  }

  @Test
  void refusesTwoIntervalsOfTheCurve() {
    assertRefused(
        call("train", "--batch-size", "10", "--curve-interval", "5", "--curve-epochs", "0.5"),
        "--curve-interval and --curve-epochs: expected one of them, found both");
  }

  @Test
  void refusesToGoOnWithNoRunInParticular() {
    Call.of("train", "--resume")
        .failedWith(
            USAGE, "--resume: expected a run directory after it, or by --out, found neither");
  }

  /** A folder called s3a: would be made of them. */
  @ParameterizedTest
  @ValueSource(strings = {"s3a://bucket/set", "file:/set"})
  void refusesUrisWherePlacesAreLocal(String uri) {
    for (String command : List.of("synth", "fetch")) {
      Call.of("data", command, uri)
          .failedWith(USAGE, "DIR: expected a path on the local disk, found a URI, ");
    }
  }

  @Test
  void refusesMoreRowsThanCanBeCounted() {
    Call.of("data", "synth", "many", "--train-rows", "500000000")
        .failedWith(
            USAGE, "--train-rows: expected a whole number from 1 to 429496729, found 500000000");
  }

  @Test
  void refusesHalvingOfCellsThatAreTooShort() {
    assertRefused(
        call("grid", "--batch-size=10", "--validation=20", "--iterations=9,3", "--halving=4"),
        "--halving: expected at most the 3 iterations of the shortest cell, found 4");
  }

  /** 9 / 3 / 3 = 1: rungs of 1, 3 and 9 iterations. */
  @Test
  void refusesMoreRungsThanIterationsAllow() {
    assertRefused(
        call(
            "grid",
            "--batch-size=10",
            "--validation=20",
            "--iterations=9,100",
            "--halving=3",
            "--rungs=4"),
        "--rungs: expected 2 to 3, as the shortest cell has 9 iterations, found 4");
  }

  @Test
  void refusesRungsWithoutHalving() {
    assertRefused(
        call("grid", "--batch-size=10", "--validation=20", "--rungs", "2"),
        "--rungs: expected together with --halving, found alone");
  }

  @Test
  void refusesHalvingWhereOneModelIsTrained() {
    assertRefused(call("train", "--halving", "2"), "--halving");
  }

  @Test
  void refusesARunDirectoryThatExists() throws Exception {
    Files.createDirectories(out);
    Files.writeString(out.resolve("mine.txt"), "precious");
    call("train").failedWith(USAGE, "--out", out.toString(), "--overwrite");
    assertEquals("precious", Files.readString(out.resolve("mine.txt")));
  }

  @Test
  void leavesARunDirectoryThatMayBeOverwrittenAloneWhereSomethingElseIsWrong() throws Exception {
    Files.createDirectories(out);
    Files.writeString(out.resolve("mine.txt"), "precious");
    call("train", "--overwrite", "--l2", "-1").failedWith(USAGE, "--l2");
    assertEquals("precious", Files.readString(out.resolve("mine.txt")));
  }

  @Test
  void refusesAnEmptyRunDirectoryName() {
    Call.of("train", "--data", data.toString(), "--out=")
        .failedWith(USAGE, "--out: expected a path, found ''");
    Call.of("report", " ").failedWith(USAGE, "RUN: expected a path, found ' '");
  }

  @Test
  void refusesARunDirectoryOnAnUnknownFileSystem() {
    Call.of("train", "--data", data.toString(), "--out", "nosuch://host/run")
        .failedWith(USAGE, "--out", "nosuch://host/run");
  }

  /** Two slashes in place of three make a host of the first folder. */
  @Test
  void refusesAHostOnTheLocalDisk() {
    String uri = "file://tmp/run";
    Call.of("train", "--data", data.toString(), "--out", uri).failedWith(USAGE, "--out: ", uri);
    Call.of("train", "--data", uri, "--out", out.toString()).failedWith(3, "--data: ", uri);
    Call.of("evaluate", uri, "--data", data.toString()).failedWith(3, "MODEL: ", uri);
    Call.of("report", uri).failedWith(USAGE, "RUN: ", uri);
  }

  @ParameterizedTest
  @CsvSource({
    "s3a://bucket/run, org.apache.hadoop:hadoop-aws:",
    "abfs://box@account/run, org.apache.hadoop:hadoop-azure:",
    "wasb://box@account/run, org.apache.hadoop:hadoop-azure:",
    "gs://bucket/run, com.google.cloud.bigdataoss:gcs-connector:"
  })
  void namesTheLibraryOfAFileSystemThatSparkDoesNotBring(String uri, String library) {
    String scheme = uri.substring(0, uri.indexOf(':') + 1);
    String[] parts = {uri, "'" + scheme + "' needs a library", "--packages " + library};
    Call.of("train", "--data", data.toString(), "--out", uri).failedWith(USAGE, parts);
    Call.of("grid", "--data", data.toString(), "--feature-store", uri).failedWith(USAGE, parts);
    Call.of("train", "--data", uri, "--out", out.toString()).failedWith(3, parts);
    Call.of("data", "info", uri).failedWith(3, parts);
    Call.of("evaluate", uri, "--data", data.toString()).failedWith(3, parts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "grid", "predict", "features"})
  void findsAnOutThatCannotBeWrittenBeforeAnythingElse(String command) throws Exception {
    Path file = Files.writeString(place.resolve("file"), "text");
    Path broken = Files.createSymbolicLink(place.resolve("broken"), place.resolve("nothing"));
    String[] places = {
      file.resolve("run").toString(), "/proc/run", broken.toString(), broken + "/run"
    };
    for (String each : places) {
      List<String> all = new ArrayList<>(List.of(command));
      all.addAll(command.equals("predict") ? List.of("model") : List.of());
      all.addAll(command.equals("features") ? List.of("--features", "raw") : List.of());
      all.addAll(List.of("--data", place.resolve("nowhere").toString(), "--out", each));
      Call.of(all.toArray(String[]::new))
          .failedWith(USAGE, "--out: expected a directory that can be written, found " + each);
    }
    assertEquals("text", Files.readString(file));
  }

  @Test
  void leavesNothingWhereItHasTriedToWrite() throws Exception {
    assertRefused(call("train", "--l2", "-1"), "--l2");
    try (Stream<Path> found = Files.list(place)) {
      assertEquals(0, found.count());
    }
  }

  @Test
  void saysThatADefaultDoesNotFitTheData() {
    assertRefused(
        call("grid"),
        "--validation: expected fewer than the 60 training rows, found 5000, its default;"
            + " give one that fits these data, such as --validation 6");
    assertRefused(
        call("train"),
        "--batch-size: expected at most the 60 rows of the training part, found 256, its default;"
            + " give one that fits these data, such as --batch-size 60");
    Call typed = call("train", "--batch-size", "256");
    assertFalse(typed.err().contains("default"), typed.err());
  }

  @Test
  void givesRunsThatStartTogetherNamesOfTheirOwn() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      names.add(RunOptions.freshName("train"));
    }
    assertEquals(1000, names.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nonsense; expected local, local[N], local[*], spark://HOST:PORT, yarn or k8s://HOST:PORT",
        "local[two]; expected local",
        "local[0]; expected local",
        "localhost:7077; expected local",
        "k8s://; expected local",
        "spark://my_host:7077; names of hosts have no underscore",
        "spark://127.0.0.1; expected spark://HOST:PORT",
        "spark://127.0.0.1:port; expected spark://HOST:PORT",
        "spark://127.0.0.1:99999; expected spark://HOST:PORT",
        "spark://127.0.0.1:7077/; expected spark://HOST:PORT",
        "spark://127.0.0.1:7077,; expected spark://HOST:PORT",
        "spark://a b:7077; expected spark://HOST:PORT",
      })
  void refusesAMasterThatIsNone(String master, String problem) {
    Call call = LocalMaster.with("spark.master", master, () -> call("train", "--batch-size=10"));
    call.failedWith(USAGE, "--master: expected ", problem, "found " + master);
    assertFalse(Files.exists(out));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "soon", "1.5", "", "99999999999999999999", "2147483647"})
  void refusesATimeToWaitForExecutorsThatIsNone(String seconds) {
    String key = "spark.sparkgrad.executorWaitSeconds";
    Call call = LocalMaster.with(key, seconds, () -> call("train", "--batch-size=10"));
    call.failedWith(
        USAGE, key + ": expected a whole number of seconds from 1 to 604800, found '" + seconds);
    assertFalse(Files.exists(out));
  }

  /** 3,072 x 1,000,000 weights and more, each at least 5 times as 4 bytes. */
  @Test
  void refusesAModelThatTheHeapCannotHold() {
    Call call = call("train", "--model", "two-layer", "--hidden", "500000", "--batch-size", "10");
    call.failedWith(
        USAGE,
        "train cell-1: expected a heap of at least ",
        " copies x 4 bytes, and 40 MiB for Spark and data), found ",
        "it needs less with a lower --hidden; ",
        "--driver-memory");
    assertFalse(Files.exists(out));
  }

  /** 20,000 filters at 1,024 places, and two times their gradients: 7 GiB of 30 rows. */
  @Test
  void refusesLayersThatTheHeapCannotHold() {
    Call call =
        call("train", "--model", "conv(20000,1)|max-pool(32)|affine(10)", "--batch-size=60");
    call.failedWith(
        USAGE,
        "train cell-1: expected a heap of at least ",
        " GiB for what layers make of ",
        "it needs less with narrower layers of --model or a --batch-size below ",
        "--driver-memory");
    assertFalse(Files.exists(out));
  }

  /** 50 rows of one block, 8,000 filters at 1,024 places, and two times their gradients: 5 GiB. */
  @Test
  void refusesLayersThatExecutorsCannotHold() {
    String net = "conv(8000,3,pad=1)|max-pool(32)|affine(10)";
    Call call =
        LocalMaster.with(
            "spark.master",
            "spark://127.0.0.1:1",
            () ->
                LocalMaster.with(
                    "spark.executor.memory",
                    "512",
                    () -> call("train", "--model", net, "--batch-size=50")));
    call.failedWith(
        USAGE,
        "train cell-1 on executors: expected a heap of at least ",
        "found 0.50 GiB",
        "--executor-memory");
    assertFalse(Files.exists(out));
  }

  /** 60 rows are one block, unless more are asked for. */
  @Test
  void refusesToNormaliseOverOneRow() {
    String net = "affine(20)|batch-norm|relu|affine(10)";
    call("train", "--model", net, "--batch-size=1", "--dry-run")
        .failedWith(
            USAGE,
            "--batch-size: expected at least 2 rows with batch-norm, 2 of each of 1 block, found 1");
    call("train", "--model", net, "--batch-size=10", "--blocks=6", "--dry-run")
        .failedWith(
            USAGE,
            "--batch-size: expected at least 12 rows with batch-norm, 2 of each of 6 blocks");
    call("train", "--model", net, "--batch-size=12", "--blocks=6", "--dry-run").done();
  }

  /** What can be trained nowhere names the layer, what comes to it and what it needs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "conv(100000,3,pad=1)|max-pool(32)|affine(10); --batch-size: expected at most 20 rows of"
            + " 102400000 values, which conv(100000,3,pad=1) makes, found 60",
        "conv(4,3)|relu|max-pool(31)|affine(10); found 'max-pool(31)': max-pool: expected a map of"
            + " at least 31 x 31 places, found 30 x 30",
        "max-pool(2)|conv(4,17)|affine(10); found 'conv(4,17)': conv1: expected a map of at least"
            + " 17 x 17 places, found 16 x 16",
        "conv(4,3)|group-norm(3)|affine(10); found 'group-norm(3)': norm1: expected channels that"
            + " make 3 groups of equal size, found 4 channels",
        "conv(4,3)|affine(9); expected a last layer of 10 outputs, one for each class, found"
            + " 'affine(9)', which has 9",
        "affine(1000000000)|affine(10); fewer than 2^31 parameters",
        "conv(2000000000,3,pad=1)|affine(10); expected fewer than 2^31 values",
      })
  void refusesNetworksThatCanNeverBe(String model, String problem) {
    assertRefused(call("train", "--model", model, "--batch-size=60"), problem);
  }

  @Test
  void reportsAllProblemsTogether() {
    assertRefused(
        call(
            "grid",
            "--learning-rate",
            "0,abc",
            "--l2",
            "-1",
            "--schedule",
            "sideways",
            "--parallelism",
            "0",
            "--halving",
            "1",
            "--rungs",
            "0",
            "--partitions",
            "-2",
            "--merge-depth",
            "-1",
            "--bogus"),
        "--learning-rate: expected a number above 0, found '0'",
        "--learning-rate: expected a number above 0, found 'abc'",
        "--l2: expected a number of at least 0, found '-1'",
        "--schedule: expected one of constant, step, exponential, inverse-time, cosine, linear,"
            + " triangular, found 'sideways'",
        "--parallelism: expected a whole number of at least 1, found 0",
        "--halving: expected a whole number of at least 2, found 1",
        "--rungs: expected a whole number of at least 2, found 0",
        "--partitions: expected a whole number from 1 to 1000, as each is a task of every step, found -2",
        "--merge-depth: expected a whole number of at least 0, found -1",
        "--bogus");
  }

  @ParameterizedTest
  @CsvSource({
    "train, --hidden=100, --hidden: expected only with --model two-layer, found without",
    "train, --model=linear --dropout=0.5, --dropout: expected only with --model two-layer",
    "train, --margin=2, --margin: expected only with --loss other than softmax, found without",
    "grid, '--loss=softmax --margin=1,2', --margin: expected only with --loss other than",
    "train, --init=he --init-scale=0.1, '--init-scale: expected only with --init normal, or --init"
        + " auto and --model linear or softmax-relu or random-search, found without'",
    "train, --model=two-layer --init-scale=0.1, --init-scale: expected only with --init normal",
    "train, --l1-method=proximal, --l1-method: expected only with --l1 above 0",
    "train, --l1=0 --l1-method=proximal, --l1-method: expected only with --l1 above 0",
    "grid, '--l2=0,0.0 --l2-factor=one', --l2-factor: expected only with --l2 above 0",
    "train, --patience-interval=10, --patience-interval: expected only with --patience above 0",
    "train, --model=nearest-mean --learning-rate=1, --learning-rate: expected only with --model"
        + " other than nearest-mean or random-search, found without",
    "train, --model=nearest-mean --iterations=5, --iterations: expected only with --model other"
        + " than nearest-mean, found without",
    "train, --model=nearest-mean --seed=5, --seed: expected only with --model other than",
    "train, --model=nearest-mean --l2=5, --l2: expected only with --model other than",
    "train, --model=nearest-mean --batch-size=5, --batch-size: expected only with --model other than",
    "train, --model=random-search --update-rule=adam, --update-rule: expected only with --model",
    "train, --model=random-search --momentum=0.9, --momentum: expected only with --update-rule",
    "train, --model=random-search --flip=true, --flip: expected only with --model other than",
    "train, --model=random-search --max-norm=1, --max-norm: expected only with --model other than",
    "train, --model=random-search --schedule=step --decay-epochs=2, --decay-epochs: expected only"
        + " with --schedule step",
    "train, --beta1=0.8, --beta1: expected only with --update-rule adam or adamw",
    "train, --update-rule=plain --momentum=0.9, --momentum: expected only with --update-rule"
        + " momentum or nesterov",
    "train, --update-rule=adam --weight-decay=0.1, --weight-decay: expected only with --update-rule"
        + " momentum or nesterov or adamw",
    "train, --bias=false --bias-rate-factor=2, --bias-rate-factor: expected only with --model other"
        + " than nearest-mean or random-search and --bias true, found without",
    "train, --crop-padding=zero, --crop-padding: expected only with --crop above 0, found without",
    "train, --decay-epochs=3, --decay-epochs: expected only with --schedule step or exponential or"
        + " inverse-time",
    "grid, --schedule=cosine --decay-factor=0.1, --decay-factor: expected only with --schedule step"
        + " or exponential",
    "train, --schedule=triangular --warm-up=0.1, --warm-up: expected only with --model other than"
        + " nearest-mean or random-search and --schedule other than triangular, found without",
    "train, --schedule=linear --peak=0.1, --peak: expected only with --schedule triangular",
    "grid, '--update-rule=adam,adagrad --rms-decay=0.5', --rms-decay: expected only with"
        + " --update-rule rmsprop",
    "train, --model=nearest-mean --curve-interval=5, --curve-interval: expected only with a model",
    "grid, '--model=nearest-mean,random-search --curve-epochs=1', --curve-epochs: expected only",
    "train, --model=nearest-mean --checkpoint-interval=5, --checkpoint-interval: expected only"
  })
  void refusesOptionsThatNoCellReads(String command, String options, String problem) {
    assertRefused(call(command, options.split(" ")), problem);
  }

  /** What no rule could be read for is no problem of its own. */
  @Test
  void refusesAnUnknownRuleOnceAndReadsItsOptions() {
    Call call = call("train", "--update-rule=adamm", "--beta1=2", "--beta2=0.5", "--average=2");
    assertRefused(
        call,
        "--update-rule: expected one of plain, momentum, nesterov, adagrad, rmsprop, adam, adamw,"
            + " found 'adamm'",
        "--beta1: expected a number from 0 up to, not including, 1, found '2'",
        "--average: expected a number from 0 to 1, found '2'");
    assertFalse(call.err().contains("expected only"), call.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--hidden=2000000000 --model=two-layer, '--hidden: expected a model of at most 2147483639"
        + " parameters, found 6166000000010 with 3072 features and 2000000000 hidden units'",
    "--epochs=1e300, '--epochs: expected at most 2147483647 iterations, found 1E+300 epochs of 60"
        + " rows'",
    "--batch-size=60 --hidden=50000000 --model=two-layer, '--hidden: expected a model of at most'",
    "--batch-size=60 --features=raw|pca(5) --model=two-layer --hidden=100000000,"
        + " '--batch-size: expected at most 21 rows of 100000000 values, found 60'"
  })
  void refusesSizesThatOverflow(String options, String problem) {
    assertRefused(call("train", options.split(" ")), problem);
  }

  @Test
  void refusesMoreCombinationsThanCanBeListed() {
    String hundred =
        IntStream.rangeClosed(1, 100).mapToObj(String::valueOf).collect(Collectors.joining(","));
    assertRefused(
        call(
            "grid",
            "--seed=" + hundred,
            "--learning-rate=" + hundred,
            "--l2=" + hundred,
            "--l1=1,2"),
        "grid: expected at most 1000000 combinations of values, found 2000000");
  }

  @Test
  void saysThatEqualCombinationsAreOneCell() {
    Call call =
        call(
            "grid",
            "--learning-rate=1e-3,0.001,.001",
            "--l2=0,0.0,-0.0",
            "--model=conv(2,3)|affine(10),conv(02,kernel=3):affine(10)",
            "--validation=20",
            "--batch-size=41");
    assertRefused(call, "--batch-size: expected at most the 40 rows");
    assertTrue(
        call.err()
            .contains(
                "sparkgrad: 18 combinations are 1 cell: equal values, and values that a cell does"
                    + " not read, make no further cells\n"),
        call.err());
  }

  @Test
  void reportsUsageBeforeBadData() {
    String nowhere = place.resolve("nowhere").toString();
    Call.of("train", "--data", nowhere, "--out", out.toString(), "--l2", "-1")
        .failedWith(USAGE, "--l2");
  }

  @Test
  void reportsEachProblemOnALineOfItsOwn() {
    Call call = call("train", "--l1", "-1", "--l2", "-1");
    assertEquals(2, call.err().lines().filter(line -> line.startsWith("sparkgrad: --l")).count());
  }

  @Test
  @Covers({
    "train --verbose",
    "grid --verbose",
    "evaluate --verbose",
    "data fetch --verbose",
    "data synth --verbose",
    "data info --verbose",
    "predict --verbose",
    "templates --verbose",
    "export --verbose",
    "report --verbose",
    "features --verbose",
    "gradcheck --verbose",
    "bench --verbose",
    "model --verbose"
  })
  void showsAStackTraceOnlyWithVerbose() {
    String[][] calls = {
      {"train", "--l2=-1"},
      {"grid", "--l2=-1"},
      {"evaluate", "a", "b"},
      {"data", "fetch"},
      {"data", "synth"},
      {"data", "info"},
      {"predict"},
      {"templates"},
      {"export"},
      {"report"},
      {"features"},
      {"gradcheck", "--rows", "0"},
      {"bench", "nonsense"}
    };
    for (String[] words : calls) {
      assertFalse(Call.of(words).err().contains("\tat "));
      List<String> verbose = new ArrayList<>(List.of(words));
      verbose.add("--verbose");
      Call call = Call.of(verbose.toArray(String[]::new));
      assertEquals(USAGE, call.code());
      assertTrue(call.err().contains("\tat org.sparkgrad."), call.err());
    }
  }

  @Test
  @Covers("--version")
  void tellsItsVersion() {
    Call call = Call.of("--version").done();
    assertTrue(call.out().matches("sparkgrad \\d+\\.\\d+\\.\\d+\\S*\\R"), call.out());
  }

  @Test
  @Covers({
    "--help",
    "data --help",
    "data fetch --help",
    "data synth --help",
    "data info --help",
    "train --help",
    "grid --help",
    "evaluate --help",
    "predict --help",
    "templates --help",
    "export --help",
    "report --help",
    "features --help",
    "gradcheck --help",
    "bench --help",
    "completion --help",
    "model --help"
  })
  void helpsEveryCommand() {
    String[] commands = {
      "",
      "data",
      "data fetch",
      "data synth",
      "data info",
      "train",
      "grid",
      "evaluate",
      "predict",
      "templates",
      "export",
      "report",
      "features",
      "gradcheck",
      "bench",
      "completion"
    };
    for (String command : commands) {
      Call call = Call.of((command + " --help").strip().split(" ")).done();
      assertTrue(call.out().contains(("sparkgrad " + command).strip()), call.out());
      assertTrue(call.out().contains("--help"), call.out());
      assertEquals("", call.err());
    }
  }

  @Test
  void helpsWithHyperparametersTheirRangesAndDefaults() {
    String help = Call.of("train", "--help").done().out();
    assertTrue(help.contains("--learning-rate=VALUE"), help);
    assertTrue(help.contains("(default: 256)"), help);
    assertTrue(Call.of("grid", "--help").out().contains("--learning-rate=VALUE[,VALUE]"));
  }
}
