package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.Cells;
import org.sparkgrad.Loaded;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.ScheduleKind;
import org.sparkgrad.image.FlipKind;
import org.sparkgrad.io.DataException;

/** A cell that is stopped and goes on from its checkpoint ends as one that never stopped. */
@ExtendWith(SharedSpark.class)
class ResumeTest {
  private static final int ITERATIONS = 9;

  private static TrainingData data;

  @TempDir Path place;

  @BeforeAll
  static void load(@Loaded(rowsPerFile = 8, testRows = 10) TrainingData loaded) {
    data = loaded;
  }

  private static Cell cell(double rate) {
    Map<Hyperparameter<?>, Object> given = new LinkedHashMap<>();
    given.put(Hyperparameter.LEARNING_RATE, rate);
    given.put(Hyperparameter.MOMENTUM, 0.9);
    given.put(Hyperparameter.SCHEDULE, ScheduleKind.LINEAR);
    given.put(Hyperparameter.BATCH_SIZE, 7);
    given.put(Hyperparameter.ITERATIONS, ITERATIONS);
    given.put(Hyperparameter.VALIDATION, 10);
    return new Cell("cell-1", Hyperparameters.of(given));
  }

  private CellResult train(Cell cell, TrainingListener progress) {
    Checkpoints checkpoints =
        RunDirectory.at(new Configuration(), place.toString())
            .checkpoints(data.sha256(), data.blocks());
    CellTrainer.Settings settings = new CellTrainer.Settings(2, 4, true);
    return new CellTrainer(data, Optional.of(checkpoints), settings, progress).train(cell);
  }

  /** Ends in the middle of an iteration after a checkpoint. */
  private void trainInPart(Cell cell, int iterations) {
    AtomicLong done = new AtomicLong();
    CellResult ended =
        train(
            cell,
            (each, point) -> {
              if (done.incrementAndGet() == iterations) {
                throw new IllegalStateException("stopped");
              }
            });
    assertEquals(Optional.of("listen: stopped"), ended.error());
    assertEquals(iterations, ended.iterationsRun());
  }

  private Path checkpoint() throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(file -> file.endsWith("checkpoint.bin")).findFirst().orElseThrow();
    }
  }

  private String refusal() {
    return assertThrows(DataException.class, () -> train(cell(0.01), TrainingListener.NONE))
        .getMessage();
  }

  private static CellResult uninterrupted(Cell cell) {
    return CellTrainer.of(data, new CellTrainer.Settings(2, 0, true)).train(cell);
  }

  private static void assertSame(CellResult expected, CellResult found) {
    assertEquals(
        expected.model().orElseThrow().weightsSha256(),
        found.model().orElseThrow().weightsSha256());
    assertEquals(expected.curve(), found.curve());
    assertEquals(expected.iterationsRun(), found.iterationsRun());
    assertEquals(expected.test().orElseThrow().meanLoss(), found.test().orElseThrow().meanLoss());
  }

  @Test
  void goesOnBitForBitWhereItStopped() {
    trainInPart(cell(0.01), 6);
    assertSame(uninterrupted(cell(0.01)), train(cell(0.01), TrainingListener.NONE));
  }

  @Test
  void goesOnWithTheSameFlipsAndCrops() {
    Hyperparameters plain = cell(0.01).hyperparameters();
    Cell augmented =
        new Cell(
            "cell-1",
            plain.with(Hyperparameter.FLIP, FlipKind.RANDOM).with(Hyperparameter.CROP, 3));
    trainInPart(augmented, 6);
    assertSame(uninterrupted(augmented), train(augmented, TrainingListener.NONE));
  }

  /** Stopped within the averaged part, with a checkpoint in it, and before it. */
  @ParameterizedTest
  @CsvSource({
    "plain, step, 1, 6",
    "nesterov, exponential, 0.3, 6",
    "adagrad, inverse-time, 0.8, 6",
    "rmsprop, cosine, 0.5, 6",
    "adam, constant, 0.6, 6",
    "adamw, cosine, 0.2, 6",
    "adamw, cosine, 0.2, 9"
  })
  void goesOnBitForBitWithEveryRule(String rule, String schedule, String average, int stop) {
    Cell cell =
        Cells.of(
            "update-rule=" + rule,
            "schedule=" + schedule,
            "average=" + average,
            "warm-up=0.3",
            "learning-rate=0.01",
            "batch-size=7",
            "iterations=" + ITERATIONS,
            "validation=10");
    CellResult whole = CellTrainer.of(data, new CellTrainer.Settings(2, 0, true)).train(cell);
    trainInPart(cell, stop);
    assertSame(whole, train(cell, TrainingListener.NONE));
    assertSame(whole, train(cell, (each, point) -> fail("iteration " + point.iteration())));
  }

  /** Statistics that samples for the curve leave in the parameters change nothing. */
  @Test
  void goesOnBitForBitWithLayersThatAreFitted() {
    Cell cell =
        Cells.of(
            "model=" + FittedNetworkTest.NETWORK,
            "learning-rate=0.1",
            "sampling=stratified",
            "batch-size=8",
            "iterations=" + ITERATIONS,
            "flip=alternating",
            "crop=2",
            "average=0.5",
            "patience=5",
            "patience-interval=3",
            "validation=10");
    CellResult whole = CellTrainer.of(data, new CellTrainer.Settings(2, 0, true)).train(cell);
    trainInPart(cell, 6);
    assertSame(whole, train(cell, TrainingListener.NONE));
  }

  @Test
  void makesNoIterationTwiceThatACheckpointHolds() {
    trainInPart(cell(0.01), 6);
    Told told = new Told();
    train(cell(0.01), told);
    assertEquals(4, told.behind());
    assertEquals(ITERATIONS - 4, told.made());
  }

  @Test
  void startsAnewWhereItStoppedBeforeAnyCheckpoint() {
    trainInPart(cell(0.01), 3);
    assertSame(uninterrupted(cell(0.01)), train(cell(0.01), TrainingListener.NONE));
  }

  @Test
  void trainsNoMoreWhereItHadEnded() {
    CellResult ended = train(cell(0.01), TrainingListener.NONE);
    assertSame(ended, train(cell(0.01), (each, point) -> fail("iteration " + point.iteration())));
  }

  /** A name alone is no reason to go on from what another cell has left. */
  @Test
  void startsAnewWithOtherHyperparameters() {
    trainInPart(cell(0.01), 6);
    assertSame(uninterrupted(cell(0.02)), train(cell(0.02), TrainingListener.NONE));
    assertSame(uninterrupted(cell(0.01)), train(cell(0.01), TrainingListener.NONE));
  }

  @Test
  void goesOnUnderAnotherName() {
    trainInPart(cell(0.01), 6);
    AtomicLong single = new AtomicLong();
    Cell renamed = new Cell("cell-7", cell(0.01).hyperparameters());
    assertSame(
        uninterrupted(cell(0.01)), train(renamed, (each, point) -> single.incrementAndGet()));
    assertEquals(ITERATIONS - 4, single.get());
  }

  @Test
  void refusesTheCheckpointOfAnotherCellInItsPlace() throws IOException {
    trainInPart(cell(0.01), 6);
    Path own = checkpoint();
    Files.delete(own);
    trainInPart(cell(0.02), 6);
    Files.move(checkpoint(), own);
    String message = refusal();
    assertTrue(message.contains("cell: expected "), message);
    assertTrue(message.contains("learning-rate=0.01"), message);
  }

  @Test
  void refusesATruncatedCheckpoint() throws IOException {
    trainInPart(cell(0.01), 6);
    byte[] bytes = Files.readAllBytes(checkpoint());
    Files.write(checkpoint(), Arrays.copyOf(bytes, bytes.length / 2));
    String message = refusal();
    assertTrue(message.startsWith("resume cell-1 from file:" + place + "/checkpoints/"), message);
    assertTrue(message.contains("/checkpoint.bin: SHA-256: expected "), message);
    Files.write(checkpoint(), new byte[3]);
    assertTrue(refusal().contains("3 bytes are too few"), refusal());
  }

  /** In each part of the file: header, weights, rule state, curve, digest. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0001, 0.1, 0.4, 0.6, 0.9, 0.99, 0.9999, 1})
  void refusesACheckpointWithOneBitFlipped(double at) throws IOException {
    trainInPart(cell(0.01), 6);
    byte[] bytes = Files.readAllBytes(checkpoint());
    bytes[(int) (at * (bytes.length - 1))] ^= 8;
    Files.write(checkpoint(), bytes);
    assertTrue(refusal().contains("/checkpoint.bin: "), refusal());
  }

  private Path curve() throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(file -> file.toString().endsWith(".curve")).findFirst().orElseThrow();
    }
  }

  @Test
  void refusesACheckpointWhoseCurveIsDamagedOrGone() throws IOException {
    trainInPart(cell(0.01), 6);
    byte[] bytes = Files.readAllBytes(curve());
    bytes[20] ^= 1;
    Files.write(curve(), bytes);
    assertTrue(refusal().contains("/checkpoint.bin: SHA-256: expected "), refusal());
    Files.delete(curve());
    assertTrue(refusal().contains("/checkpoint.bin: expected its curve in "), refusal());
  }

  @Test
  void refusesTheCheckpointOfAnotherArithmetic() throws Exception {
    trainInPart(cell(0.01), 6);
    byte[] bytes = Files.readAllBytes(checkpoint());
    byte[] content = Arrays.copyOf(bytes, bytes.length - 32);
    content[7]++;
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
    System.arraycopy(content, 0, bytes, 0, content.length);
    System.arraycopy(digest, 0, bytes, content.length, digest.length);
    Files.write(checkpoint(), bytes);
    assertTrue(
        refusal()
            .contains(
                "version of the arithmetic: expected %d, found %d"
                    .formatted(Checkpoint.BITS, Checkpoint.BITS + 1)),
        refusal());
  }

  @Test
  void refusesACheckpointThatHoldsNan() {
    float[] broken = {1, Float.NaN};
    Checkpoint checkpoint =
        new Checkpoint(
            1,
            broken,
            new float[0],
            new double[0],
            Optional.empty(),
            new TimeSpent(Instant.EPOCH, 0),
            List.of());
    String message =
        assertThrows(
                DataException.class,
                () ->
                    Checkpoint.decode(checkpoint.encode("cell", List.of()), "cell").with(List.of()))
            .getMessage();
    assertTrue(message.contains("expected finite ones"), message);
  }
}
